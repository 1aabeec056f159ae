import type { StorageClass } from '../../../objects/kinds'

const IS_DEFAULT = ['storageclass.kubernetes.io/is-default-class', 'storageclass.beta.kubernetes.io/is-default-class']

/** Whether claims that name no class get this one. */
export const isDefaultClass = ({ metadata: { annotations } }: StorageClass): boolean =>
  IS_DEFAULT.some((name) => annotations?.[name] === 'true')
