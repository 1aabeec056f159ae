import { Lab } from './lab'
const main = async () => {
  const lab = new Lab()
  const n = 20000
  for (const [image, command] of [['nginx:1.25', undefined], ['busybox', ['sh', '-c', 'sleep 3600']], ['registry.k8s.io/pause:3.9', undefined], ['myorg/app:v1', undefined]] as const) {
    global.gc?.()
    const before = process.memoryUsage().heapUsed
    const t = performance.now()
    const keep = []
    for (let i = 0; i < n; i++) keep.push(lab.run(image, { ip: `10.${image.length}.${i >> 8}.${i & 255}`, pod: 'p' + i, ...(command ? { command } : {}) }))
    await lab.pass(0)
    const ms = performance.now() - t
    global.gc?.()
    console.log(image, ((process.memoryUsage().heapUsed - before) / n).toFixed(0), 'bytes each', (ms / n * 1000).toFixed(1), 'us each', keep.length)
  }
}
void main()
