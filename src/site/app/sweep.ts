/** The example on the home page plays once, as soon as it is seen; a button stops it and plays it again. */
export function startSweep(): void {
  const figure = document.querySelector<HTMLElement>('.example.moving')
  const button = figure?.querySelector<HTMLButtonElement>('button.sweep')
  const veil = figure?.querySelector<HTMLElement>('.veil')
  if (!figure || !button || !veil || matchMedia('(prefers-reduced-motion: reduce)').matches) return
  const { pause = '', replay = '' } = button.dataset
  let ended = false
  const label = (): void => {
    button.textContent = ended || figure.classList.contains('still') ? `▶ ${replay}` : `❚❚ ${pause}`
  }
  button.hidden = false
  label()
  figure.classList.add('still')
  const seen = new IntersectionObserver(([entry]) => {
    if (!entry?.isIntersecting) return
    seen.disconnect()
    figure.classList.remove('still')
    label()
  }, { threshold: 0.5 })
  seen.observe(veil.closest('.timeline') ?? figure)
  veil.addEventListener('animationend', () => {
    ended = true
    label()
  })
  button.addEventListener('click', () => {
    if (ended) {
      ended = false
      figure.classList.remove('moving')
      void figure.offsetWidth
      figure.classList.add('moving')
    } else figure.classList.toggle('still')
    label()
  })
}
