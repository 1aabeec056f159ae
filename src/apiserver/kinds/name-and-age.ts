// The columns that nearly every table has.
import { ageText } from '../../objects/duration'
import type { KubeObject } from '../../objects/kube-object'
import type { Column } from './kind'

const NAME = `Name must be unique within a namespace. Is required when creating resources, although some resources may allow a client to request the generation of an appropriate name automatically. Name is primarily intended for creation idempotence and configuration definition. Cannot be updated. More info: https://kubernetes.io/docs/concepts/overview/working-with-objects/names#names`
const CREATED = `CreationTimestamp is a timestamp representing the server time when this object was created. It is not guaranteed to be set in happens-before order across separate operations. Clients may not set this value. It is represented in RFC3339 form and is in UTC.

Populated by the system. Read-only. Null for lists. More info: https://git.k8s.io/community/contributors/devel/sig-architecture/api-conventions.md#metadata`

export const nameColumn: Column<KubeObject> = {
  name: 'Name',
  type: 'string',
  format: 'name',
  description: NAME,
  value: ({ metadata }) => metadata.name,
}

export const ageColumn: Column<KubeObject> = {
  name: 'Age',
  type: 'string',
  description: CREATED,
  value: ({ metadata }, now) => ageText(metadata.creationTimestamp, now),
}
