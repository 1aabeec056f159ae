/** Light and dark: as the system says, until the reader chooses. */
export function startTheme(): void {
  const button = document.querySelector<HTMLButtonElement>('button.theme')
  if (!button) return
  button.hidden = false
  button.addEventListener('click', () => {
    const root = document.documentElement
    const dark = root.dataset.theme ? root.dataset.theme === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches
    root.dataset.theme = dark ? 'light' : 'dark'
    try {
      localStorage.setItem('kubecuke-theme', root.dataset.theme)
    } catch {
      // Pages opened from a disk may have no storage: the choice then lasts as long as the page.
    }
  })
}
