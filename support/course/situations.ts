// The situations that the course describes around its lines: which manifests lie there, and what was done before.
export interface Situation {
  /** folder under features/ whose files lie in the terminal's folder */
  readonly folder: string
  /** what was typed before the first line */
  readonly before?: string
  /** how long to wait before each line, seconds */
  readonly seconds?: number
  /** what is changed in the editor */
  readonly edit?: readonly [from: string, to: string]
}

const MYSQL =
  'kubectl create -f rook-storage.yaml\nkubectl create -f mysql-configmap.yaml\nkubectl create -f mysql-services.yaml'
const WEB = 'kubectl create -f svc.yaml\nkubectl create -f statefulset.yaml\nkubectl rollout status statefulset web'

export const SITUATIONS: Readonly<Record<string, Situation>> = {
  'first-look': { folder: 'pod' },
  demo: { folder: 'pod', edit: ['replicas: 2', 'replicas: 3'] },
  labels: {
    folder: 'pod',
    before: 'kubectl create -f labelled.yaml\nkubectl run nginx --image=nginx:1.15.2 -n kube-system',
  },
  scaled: { folder: 'deployment', before: 'kubectl create -f nginx-deployment.yaml' },
  'nginx-deployment': { folder: 'deployment', edit: ['nginx:1.7.9', 'nginx:1.9.1'], seconds: 20 },
  'nginx-deploy': { folder: 'deployment', edit: ['replicas: 1', 'replicas: 2'], seconds: 20 },
  'three-objects': {
    folder: 'deployment',
    before: 'kubectl create -f nginx-deployment.yaml',
    edit: ['replicas: 5', 'replicas: 3'],
    seconds: 20,
  },
  paused: {
    folder: 'deployment',
    before: 'kubectl create deployment nginx --image=nginx:1.15.2 --replicas=2',
    seconds: 5,
  },
  web: { folder: 'statefulset', seconds: 20 },
  'web-with-volumes': {
    folder: 'storage',
    before: 'kubectl create -f standard.yaml\nkubectl create -f svc.yaml',
    seconds: 30,
  },
  'sts-web': {
    folder: 'statefulset',
    before:
      'kubectl create -f sts-web.yaml\nkubectl scale statefulset web --replicas=3\nkubectl rollout status statefulset web',
    seconds: 20,
  },
  'sts-web-deleted': {
    folder: 'statefulset',
    before: 'kubectl create -f sts-web.yaml\nkubectl rollout status statefulset web',
    seconds: 20,
  },
  busybox: {
    folder: 'statefulset',
    before: 'kubectl create -f busybox.yaml\nkubectl wait --for=condition=Ready pod/busybox',
  },
  'nginx-sts': { folder: 'statefulset', seconds: 20 },
  'nginx-sts-updates': { folder: 'statefulset', before: WEB, edit: ['replicas: 2', 'replicas: 5'], seconds: 60 },
  killer: {
    folder: 'statefulset',
    before: 'kubectl create namespace killer\nkubectl create -n killer -f nginx-sts.yaml',
  },
  mysql: {
    folder: 'mysql',
    before: `${MYSQL}\nkubectl create -f mysql-statefulset.yaml\nkubectl rollout status statefulset mysql`,
    seconds: 60,
  },
  'mysql-from-scratch': { folder: 'mysql', before: MYSQL.split('\n').slice(1).join('\n'), seconds: 120 },
  fluentd: { folder: 'daemonset', seconds: 20 },
  ingress: { folder: 'daemonset', before: 'kubectl create namespace ingress-nginx', seconds: 20 },
  outlines: { folder: 'daemonset', before: 'kubectl create -f nginx-ds.yaml' },
  'nginx-ds': { folder: 'daemonset', seconds: 20 },
  hpa: { folder: 'deployment', before: 'kubectl create deployment hpa-nginx --image=nginx:1.15.2' },
}
