/** Copies what was typed in a terminal, without prompts and answers. */
export function startCopyButtons(): void {
  for (const button of document.querySelectorAll<HTMLButtonElement>('button.copy')) {
    button.hidden = false
    const label = button.textContent ?? ''
    button.addEventListener('click', () => {
      const typed = [...(button.closest('.terminal')?.querySelectorAll('.typed') ?? [])].map(({ textContent }) => textContent ?? '').join('')
      void copyText(typed.trimEnd()).then(() => {
        button.textContent = button.dataset.copied ?? label
        setTimeout(() => (button.textContent = label), 1500)
      })
    })
  }
}

async function copyText(text: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text)
  } catch {
    // Without a secure context (a plain http host) there is only the old way.
    const area = Object.assign(document.createElement('textarea'), { value: text })
    document.body.append(area)
    area.select()
    document.execCommand('copy')
    area.remove()
  }
}
