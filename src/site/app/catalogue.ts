/** The filter above the phrases: all words must occur. */
export function startCatalogue(): void {
  const box = document.querySelector<HTMLElement>('.filter')
  const input = box?.querySelector('input')
  const output = box?.querySelector('output')
  if (!box || !input || !output) return
  box.hidden = false
  const items = [...document.querySelectorAll<HTMLElement>('.phrase')].map((item) => ({ item, text: (item.textContent ?? '').toLowerCase() }))
  const pattern = output.textContent ?? ''
  const filter = (): void => {
    const words = input.value.toLowerCase().split(/\s+/).filter(Boolean)
    let shown = 0
    for (const { item, text } of items) {
      item.hidden = !words.every((word) => text.includes(word))
      if (!item.hidden) shown++
    }
    for (const section of document.querySelectorAll<HTMLElement>('.phrases')) section.hidden = !section.querySelector('.phrase:not([hidden])')
    output.textContent = pattern.replace(/\d+/, String(shown))
  }
  input.addEventListener('input', filter)
  const wanted = decodeURIComponent(location.hash.slice(1))
  if (wanted && input) {
    input.value = wanted
    filter()
  }
}
