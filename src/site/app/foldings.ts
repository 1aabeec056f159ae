/** Chapters and the page's outline stand open beside the text; on a narrow screen they are folded until they are asked for. */
export function startFoldings(): void {
  for (const [selector, query] of [['.sidebar details', '(max-width: 960px)'], ['.outline details', '(max-width: 1240px)']] as const) {
    const details = document.querySelector<HTMLDetailsElement>(selector)
    if (!details) continue
    const narrow = matchMedia(query)
    const fit = (): void => {
      details.open = !narrow.matches
    }
    fit()
    narrow.addEventListener('change', fit)
    details.addEventListener('click', (event) => {
      if (narrow.matches && event.target instanceof HTMLAnchorElement) details.open = false
    })
  }
}
