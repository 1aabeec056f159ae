// What scripts add to the prerendered pages: everything can be read without them.
import './style/base.css'
import './style/content.css'
import './style/timeline.css'
import { startCatalogue } from './catalogue'
import { startCopyButtons } from './copy'
import { startFoldings } from './foldings'
import { startLanguageSwitch } from './language'
import { startPlayers } from './players'
import { startPlayground } from './playground'
import { startSearch } from './search'
import { startSweep } from './sweep'
import { startTheme } from './theme'

startTheme()
startFoldings()
startSweep()
startLanguageSwitch()
startCopyButtons()
startCatalogue()
startPlayers()
startPlayground()
startSearch()
