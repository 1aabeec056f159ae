/** The switch of languages leads to the same scenario and the same instant. */
export function startLanguageSwitch(): void {
  const link = document.querySelector<HTMLAnchorElement>('a.language')
  if (!link) return
  const bare = link.href
  const follow = (): void => {
    link.href = bare + location.hash
  }
  follow()
  addEventListener('hashchange', follow)
  addEventListener('kubecuke:place', follow)
}
