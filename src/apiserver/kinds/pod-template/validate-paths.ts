// Follows pkg/apis/core/validation, v1.36.
import { invalid, type FieldError } from '../../field-errors'

/** No element of the path is `..`. */
export const validateNoBacksteps = (path: string, field: string): FieldError[] =>
  path.split('/').includes('..') ? [invalid(field, path, "must not contain '..'")] : []

/** Relative, and not out of its folder. */
export const validateDescendingPath = (path: string, field: string): FieldError[] => [
  ...(path.startsWith('/') ? [invalid(field, path, 'must be a relative path')] : []),
  ...validateNoBacksteps(path, field),
]

/** Names that begin with `..` are the kubelet's own. */
export const validateNonReservedPath = (path: string, field: string): FieldError[] => [
  ...validateDescendingPath(path, field),
  ...(path.startsWith('..') && !path.split('/').includes('..')
    ? [invalid(field, path, "must not start with '..'")]
    : []),
]

const FILE_MODE = 'must be a number between 0 and 0777 (octal), both inclusive'

export const validateFileMode = (mode: number | undefined, field: string): FieldError[] =>
  mode === undefined || (mode >= 0 && mode <= 0o777) ? [] : [invalid(field, mode, FILE_MODE)]
