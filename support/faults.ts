// What steps may say of faults: the types and profiles behind the words.
export { defaultProfile, type ContainerChoice } from '../src/cluster/faults'
