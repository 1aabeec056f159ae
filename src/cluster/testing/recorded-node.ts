// The node of the recordings of Pods: every image there holds busybox only.
import { busyboxImage } from '../../kubelet/images/busybox'
import type { Cluster } from '../create-cluster'

/** The tags of nginx that the recorded registry had. */
const NGINX_TAGS = new Set(['1.7.9', '1.9.1', '1.15.2', '1.15.3', '1.25', 'latest'])
const BUSYBOX_TAGS = new Set(['1.28', 'latest'])
const PAGES = '/usr/share/nginx/html'

/** Makes nginx what it was there: busybox' httpd as process 1, which knows no SIGTERM. */
export function useRecordedImages({ machines: { runtime } }: Cluster): void {
  runtime.images.define({ ...busyboxImage, tags: (tag) => BUSYBOX_TAGS.has(tag) })
  runtime.images.define({
    ...busyboxImage,
    names: ['docker.io/library/nginx'],
    tags: (tag) => NGINX_TAGS.has(tag),
    entrypoint: ['httpd', '-f', '-p', '80', '-h', PAGES],
    command: [],
    ports: [80],
    files: { [`${PAGES}/index.html`]: 'welcome to nginx\n' },
  })
}
