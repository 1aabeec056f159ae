// All commands, in the order of `kubectl --help`, which is also the order of "Did you mean this?".
import type { Command } from '../command'
import { attach } from './attach'
import { describe } from './describe'
import { exec } from './exec'
import { get } from './get/get'
import { logs } from './logs'
import { wait } from './wait/wait'

export const commands: readonly Command[] = [
  // Basic Commands (Intermediate)
  get,
  // Troubleshooting and Debugging Commands
  describe,
  logs,
  attach,
  exec,
  // Advanced Commands
  wait,
]
