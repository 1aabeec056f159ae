// Names that a transformed script is given, for whoever runs it to know them by.

/** Ends the name of a command that may write to the log while it still runs. */
export const DIRECT = '\u0002'
/** Ends the path of a redirection that writes. */
export const WRITES = '\u0001'
/** The variable that holds the last background process. */
export const LAST_JOB = '__LAST_JOB'
/** The variable that holds the name of the shell or its script. */
export const ZERO = '__ZERO'
/** The variable that holds the trap that is due. */
export const DUE_TRAP = '__DUE_TRAP'
/** Said to a round of a loop that counts. */
export const COUNTS = 'counts'
export const OUT_PATH = '/dev/.out'
export const ERR_PATH = '/dev/.err'
/** A program that lies in no folder of programs has its path for a name, which must not look like one to the interpreter. */
export const nameOfPath = (path: string): string => path.replaceAll('/', '\u2215')
/** In a function: where its output goes. Set by whoever calls it for its output. */
export const OUT_VARIABLE = '__OUT'
export const NOWHERE = '/dev/null'
