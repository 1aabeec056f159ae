// All commands, in the order of `kubectl --help`, which is also the order of "Did you mean this?".
import type { Command } from '../command'
import { get } from './get/get'

import { describe } from './describe'

export const commands: readonly Command[] = [get, describe]
