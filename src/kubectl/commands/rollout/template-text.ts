// A Pod template as rollout history shows it: described, with its tabs left as they are.
import { DescribeWriter } from '../../describe/describe-writer'
import { describePodTemplate } from '../../describe/pod-template'
import type { AnyObject } from '../../objects'
import { escapeTerminal } from '../../output/escape-terminal'

class UnalignedWriter extends DescribeWriter {
  private written = ''

  override put(level: number, text: string): void {
    this.written += escapeTerminal('  '.repeat(level) + text)
  }

  override flush(): void {}

  override finish(): string {
    return this.written
  }
}

export function templateText(template: AnyObject): string {
  const writer = new UnalignedWriter()
  describePodTemplate(template as never, writer)
  return writer.finish()
}
