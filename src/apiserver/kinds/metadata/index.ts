// What every kind shares: the checks of metadata, labels, selectors, finalizers and owners.
export { validateFinalizers, validateKubeFinalizer } from './finalizers'
export { validateAnnotations, validateLabelName, validateLabels, validateLabelSelector } from './labels'
export { validateObjectMeta, validateObjectMetaUpdate, validateTemplateMeta } from './object-meta'
export { validateOwnerReferences } from './owner-references'
export * from '../../../objects/names'
