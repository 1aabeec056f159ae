import { quote } from '../../objects/go-text'
import type { ResourceInfo } from '../resources/resource-info'

/** As error messages describe an object at length. Follows cli-runtime/pkg/resource/visitor.go Info.String, v1.36. */
export function infoText({ mapping, name, namespace }: ResourceInfo): string {
  const { group = '', version = '', resource = '', kind = '' } = mapping ?? {}
  const prefix = `${group}/${version}`
  return `Resource: ${quote(`${prefix}, Resource=${resource}`)}, GroupVersionKind: ${quote(`${prefix}, Kind=${kind}`)}\nName: ${quote(name)}, Namespace: ${quote(namespace)}`
}
