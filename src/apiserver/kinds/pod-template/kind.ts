// Follows pkg/registry/core/podtemplate, v1.36.
import type { Kinds } from '../../../objects/kinds'
import { labelsOrNone } from '../../../objects/selector-text'
import { changed } from '../filled'
import type { Column, KindDefinition } from '../kind'
import { nameColumn } from '../name-and-age'
import { defaultPodTemplate } from './default-pod-spec'
import { validatePodTemplateSpec } from './validate-pod-spec'
import { isNewGeneration, podTemplateWarnings } from './warnings'

type PodTemplate = Kinds['PodTemplate']

const containersOf = ({ template }: PodTemplate) => template?.spec?.containers ?? []

const podTemplateColumns: readonly Column<PodTemplate>[] = [
  nameColumn,
  {
    name: 'Containers',
    type: 'string',
    description: 'Names of each container in the template.',
    value: (object) =>
      containersOf(object)
        .map(({ name }) => name)
        .join(','),
  },
  {
    name: 'Images',
    type: 'string',
    description: 'Images referenced by each container in the template.',
    value: (object) =>
      containersOf(object)
        .map(({ image }) => image ?? '')
        .join(','),
  },
  {
    name: 'Pod Labels',
    type: 'string',
    description: 'The labels for the pod template.',
    value: ({ template }) => labelsOrNone(template?.metadata?.labels),
  },
]

export const podTemplateKind: KindDefinition<PodTemplate> = {
  kind: 'PodTemplate',
  group: '',
  version: 'v1',
  plural: 'podtemplates',
  singular: 'podtemplate',
  namespaced: true,
  generation: ({ template }) => template,
  defaults: (object) => changed(object, { template: defaultPodTemplate(object.template) }),
  validate: ({ template }) => validatePodTemplateSpec(template ?? {}, 'template'),
  warnings: (object, previous) =>
    isNewGeneration(object, previous) ? podTemplateWarnings(object.template, 'template') : [],
  columns: podTemplateColumns,
}
