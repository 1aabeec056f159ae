// What each process of a run loads before cucumber.
import './definition-place'
import './native-match-indices'
import './current-world'
import './lazy-cucumber'
