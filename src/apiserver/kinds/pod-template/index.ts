// What Pods and every kind with a Pod template share: defaults, validation, warnings.
export { defaultPodSpec, defaultPodTemplate } from './default-pod-spec'
export { canonicalResources, defaultResources } from './default-resources'
export { validatePodSpec, validatePodTemplateSpec } from './validate-pod-spec'
export { validateNodeSelector } from './validate-affinity'
export { validateResourceName, validateResourceQuantity } from './validate-resources'
export { isNewGeneration, podTemplateWarnings } from './warnings'
