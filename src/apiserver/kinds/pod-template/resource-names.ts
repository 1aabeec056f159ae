// Which resources there are. Follows pkg/apis/core/helper/helpers.go, v1.36.
import { isQualifiedName } from '../../../objects/names'

const CONTAINER_RESOURCES = ['cpu', 'memory', 'ephemeral-storage']
const QUOTA_COUNTS = [
  'pods',
  'services',
  'replicationcontrollers',
  'resourcequotas',
  'secrets',
  'configmaps',
  'persistentvolumeclaims',
  'services.nodeports',
  'services.loadbalancers',
]
const QUOTA_AMOUNTS = [
  'cpu',
  'memory',
  'ephemeral-storage',
  'requests.cpu',
  'requests.memory',
  'requests.storage',
  'requests.ephemeral-storage',
  'limits.cpu',
  'limits.memory',
  'limits.ephemeral-storage',
]
const STANDARD_RESOURCES = new Set([...QUOTA_AMOUNTS, ...QUOTA_COUNTS, 'storage'])
const QUOTA_RESOURCES = new Set([...QUOTA_AMOUNTS, ...QUOTA_COUNTS])
const INTEGER_RESOURCES = new Set(QUOTA_COUNTS)

export const isHugePages = (name: string): boolean => name.startsWith('hugepages-')

export const isStandardContainerResource = (name: string): boolean =>
  CONTAINER_RESOURCES.includes(name) || isHugePages(name)

export const isStandardResource = (name: string): boolean =>
  STANDARD_RESOURCES.has(name) || isQuotaHugePages(name) || isHugePages(name)

export const isStandardQuotaResource = (name: string): boolean =>
  QUOTA_RESOURCES.has(name) || isQuotaHugePages(name) || isHugePages(name)

const isQuotaHugePages = (name: string): boolean => name.startsWith('requests.hugepages-')

/** Without a prefix, or with one of kubernetes.io. */
export const isNativeResource = (name: string): boolean => !name.includes('/') || name.includes('kubernetes.io/')

/** `vendor.example.com/device` */
export const isExtendedResource = (name: string): boolean =>
  !isNativeResource(name) && !name.startsWith('requests.') && isQualifiedName(`requests.${name}`).length === 0

/** A request below its limit is allowed. */
export const isOvercommitAllowed = (name: string): boolean => isNativeResource(name) && !isHugePages(name)

/** Counted in whole pieces. */
export const isIntegerResource = (name: string): boolean => INTEGER_RESOURCES.has(name) || isExtendedResource(name)
