import { play } from '../../../support/conformance/play'
import { recordings } from '../../../support/conformance/recording'
;(async () => {
  const [name, pattern] = process.argv.slice(2)
  const recording = recordings().find((r) => r.name === name)!
  const played = await play(recording)
  recording.steps.forEach((step, i) => {
    if (!new RegExp(pattern ?? '').test(step.command)) return
    console.log('$', step.command, '\n--- want\n' + step.stdout + step.stderr, '\n--- got\n' + (played.answers[i] as any).stdout + (played.answers[i] as any).stderr)
  })
})()
