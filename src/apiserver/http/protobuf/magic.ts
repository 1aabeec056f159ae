/** What every object in the form of protocol buffers begins with: `k8s` and a zero. */
export const MAGIC: readonly number[] = [0x6b, 0x38, 0x73, 0x00]
