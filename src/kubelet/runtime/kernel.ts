/** The kernel of all nodes: containers run on it as well. */
export const KERNEL_VERSION = '6.8.0-31-generic'
