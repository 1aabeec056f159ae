// What each process of a run in several processes loads first.
import '../compiled-code'
import '../short-life'
import './lean-cucumber'

// Ctrl-C in a terminal reaches every process: the one that writes the reports decides, and the others end with it.
process.on('SIGINT', () => {})
const end = (): never => process.exit()
process.on('disconnect', end)
;(process as NodeJS.EventEmitter).on('error', end)
