// A run of features and the building of a site are over before optimized code has paid for itself: left alone, V8 spends a third of all
// processor time on compiling, in threads that the other processes of a run would need. So a function must have run longer before it is
// optimized, and less is put into it. For what runs on (`serve`, `--orders`) the usual measure is better.
import { setFlagsFromString } from 'node:v8'

/** bytes of bytecode that a function runs through before it is considered; the usual measure is 132 KiB */
setFlagsFromString('--interrupt-budget=500000')
/** bytes of bytecode of other functions that are put into one; usually 920 */
setFlagsFromString('--max-inlined-bytecode-size-cumulative=200')
