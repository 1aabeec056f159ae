import type { FieldError } from './field-errors'

/** In whose name a request comes, and with which options. */
export interface Caller {
  /** the name in the timeline: `deployment-controller`, `kubelet`, `kubectl-create` */
  readonly actor: string
  readonly userAgent?: string
  readonly dryRun?: boolean
  readonly fieldManager?: string
  /** the object that is written has its managedFields already: an apply made it */
  readonly applied?: boolean
  /** of the request: kinds that are served in several groups are judged by it */
  readonly group?: string
  /** as which subresource the written fields are managed, where it is not the one written: `scale` */
  readonly managedAs?: string
  readonly fieldValidation?: 'Strict' | 'Warn' | 'Ignore'
  /** collects Warning headers */
  readonly warn?: (warning: string) => void
}

/** Thrown by allocators and strategies: becomes an Invalid answer about the object at hand. */
export class FieldRefusal extends Error {
  constructor(readonly errors: readonly FieldError[]) {
    super(errors.map(({ field }) => field).join(', '))
    this.name = 'FieldRefusal'
  }
}
