import type { Words } from './words'

export const chinese: Words = {
  htmlLang: 'zh-CN',
  otherName: 'English',
  skipToContent: '跳到正文',
  nav: { home: '首页', features: '专题', behaviours: '行为地图', steps: '句子', run: '运行结果', begin: '快速上手', playground: '动手试试', menu: '页面' },
  search: { open: '搜索', placeholder: '搜索专题、场景和句子', nothing: '没有找到', close: '关闭', hint: '↑ ↓ 选择，回车打开，Esc 关闭', kinds: { feature: '专题', scenario: '场景', phrase: '句子' } },
  theme: '切换深色和浅色',
  footer: (date, kubernetes, seed) => `全部内容都来自${date ? ` ${date} 的` : ''}同一次运行${kubernetes ? `，对应 Kubernetes ${kubernetes}` : ''}，种子 ${seed}。`,
  home: {
    title: '看清 Kubernetes 的一举一动',
    tagline: '大白话写的场景，句句都跑过。',
    lead: '每一页先用大白话讲清一种行为，再放到忠实还原的集群里跑一遍，只要几毫秒，然后把经过摆出来：哪个对象、哪一刻、变了什么。',
    start: '自己写一个', browse: '看专题', exampleCaption: '一次滚动更新的全过程', more: '打开这个场景', replay: '再放一遍', pause: '暂停',
    points: [
      ['时间说得准', '“整个过程中”“从未”“依次”“30 秒内”：每一次写入都有记录，判断的是整个过程，不只是最后的结果。'],
      ['每次都一样', '时钟是虚拟的，随机有种子：今天通过，明天照样通过；十分钟的期限，眨眼就到。'],
      ['kubectl 照常敲', '终端里的每条命令都在这次运行里真的敲过，下面就是当时的输出。'],
    ],
    areasTitle: '章节',
    proofs: { behaviours: '种文档行为通过验证', scenarios: '个场景', kubernetes: '对应的 Kubernetes 版本', time: '本次运行走过的集群时间' },
    counts: (features, scenarios) => `${features} 个专题，${scenarios} 个场景`,
  },
  status: { passed: '通过', failed: '失败', skipped: '未运行' },
  podState: { pending: 'Pending', creating: '创建中', running: '运行中，未就绪', ready: '就绪', failed: '失败', succeeded: '已完成', terminating: '终止中' },
  feature: { onThisPage: '本页内容', noOther: '还没有这个语言的版本', scenarios: (count) => `${count} 个场景`, chapters: '章节', before: '上一篇', after: '下一篇', source: '源文件' },
  scenario: {
    copy: '复制', copied: '已复制', permalink: '本场景的链接', terminal: '终端', picture: '经过', noPicture: '这个场景没有留下记录。', pictureOnDemand: '这个场景的时间线较大，启用脚本后在此画出。',
    why: '失败原因', holdsAnyway: '照样判断过：成立', legend: 'Pod 的状态',
    comma: '、', virtualTime: '虚拟时间，点击在下方查看这一刻',
    more: (count) => `还有 ${count} 项`, created: '新建', deleted: '删除', modified: '修改', by: '来自', nothing: '什么也没发生',
    exit: (code) => `退出码 ${code}`, lasted: (text) => `虚拟时间 ${text}`, runAgain: '重跑这个场景', tryIt: '自己敲一遍',
  },
  timeline: {
    title: '时间线', revision: '版本', steps: '步骤', events: '事件', ownPods: '没有属主的 Pod', broken: '从这里开始不成立',
    scrubber: '场景中的时刻', previous: '上一个变化', next: '下一个变化', play: '播放', pause: '暂停', workloads: '工作负载', services: '端点', unscheduled: '尚未调度',
    noPods: '没有 Pod', noEndpoints: '没有就绪的 Pod', failed: '记录加载失败。', happened: '到此刻为止', link: '这一刻的链接', pointHint: '把鼠标移到 Pod 上，或在图中按方向键，可以查看详情。', notThere: '此刻不存在',
    desired: '期望', current: '当前', updated: '已更新', ready: '就绪', available: '可用',
    restarted: (count) => `重启 ${count} 次`,
    summary: (pods, time) => `${pods} 个 Pod 在 ${time} 内的时间线`,
    readyPods: (count) => `${count} 个就绪的 Pod`,
    moreLanes: (count) => `另有 ${count} 个 Pod 没有画出`,
  },
  behaviours: {
    title: '行为地图', lead: '文档里讲到的每一种行为，按章节排列，附上演示它的场景。', notShown: '还没有场景演示', none: '这次运行的专题没有列出行为。',
    summary: (shown, all, passing) => `共 ${all} 种行为，已演示 ${shown} 种，通过 ${passing} 种`,
  },
  catalogue: {
    title: '句子', lead: '写场景时可以用的句子，中英文对照。挑一句，换上自己的值，就能跑。', filter: '筛选句子', placeholder: '就绪 副本、镜像、秒内……', unused: '这次运行没有用到', more: '更多例句', values: '花括号里填什么',
    parameters: [['{string}', '英文双引号里的文字'], ['{int}', '整数'], ['{object}', '类型加名称：Deployment "web"'], ['{duration}', '时长：30 秒、2 分钟']],
    uses: (count) => `用到 ${count} 次`, count: (count) => `${count} 个句子`, types: { Context: '假如', Action: '当', Outcome: '那么', Unknown: '还没有用到' },
  },
  run: {
    title: '运行结果', lead: '本站由这次运行生成：两种语言，全部场景。', passed: '通过', failed: '失败', skipped: '未运行', duration: '用时', seed: '种子', kubernetes: '对应的 Kubernetes 版本', started: '开始时间', failures: '失败的场景', slowest: '最耗时的场景', allPassed: '没有，全部通过。', noneFailed: '中断之前没有失败。', interruptedHere: '运行在这个场景结束之前就中断了。',
    interrupted: (missing) => `这次运行中途被中断：${missing} 个场景没有跑完。`,
    history: '最近有变化的结果', chapters: '各章结果', chapter: '章节', scenarios: '场景数', result: '结果', changedAt: (date, before, now) => `${date} 由${before}变为${now}`, sameSince: (date) => `自 ${date} 以来没有变化`,
  },
  playground: {
    title: '动手试试', lead: '同一个集群，就在这一页里：敲 kubectl 命令，看看会发生什么。时间是虚拟的，命令等待多久，时间就走多久。', start: '启动集群', loading: '正在启动……', noScript: '集群需要启用脚本；本站其他内容不启用脚本也能看。', again: '换个新集群', type: '输入命令，按回车执行', examples: '可以先试试这些命令', filesToo: '目录里还有', manifestHint: '就在当前目录里：改好以后执行 kubectl create -f web.yaml',
    size: (megabytes) => `首次启动要从本站加载 ${megabytes} MB，不会向外发送任何内容。`,
    lines: ['kubectl get nodes', 'kubectl create deployment web --image=nginx:1.9.1 --replicas=3', 'kubectl rollout status deployment web', 'kubectl set image deployment web nginx=nginx:1.9.2', 'kubectl get pods -o wide', 'kubectl delete pod --all --wait=false', 'sleep 60', 'kubectl create -f web.yaml', 'kubectl get events'],
    manifest: 'apiVersion: apps/v1\nkind: StatefulSet\nmetadata:\n  name: db\nspec:\n  serviceName: db\n  replicas: 3\n  selector:\n    matchLabels:\n      app: db\n  template:\n    metadata:\n      labels:\n        app: db\n    spec:\n      containers:\n      - name: db\n        image: nginx:1.9.1\n        ports:\n        - containerPort: 80\n',
  },
  begin: {
    title: '快速上手', lead: '先跑现成的场景，再写自己的，最后发布成这样的网站。',
    blocks: [
      { title: '运行', kind: 'typed', text: '只需要 Node.js 20.19 以上版本，不需要 Docker、网络，也不需要集群。在仓库目录里执行，就会跑完全部场景并生成本站。', code: 'npm ci && npm start' },
      { title: '编写', kind: 'typed', text: '新建一个自己的项目：第一个场景、一份清单、编辑器设置和 CI 配置都有了。每次保存都会重新运行。', code: 'npx kubecuke init lessons --lang zh-CN\ncd lessons\nnpx kubecuke run --watch' },
      { title: '场景长什么样', kind: 'gherkin', text: '句子用大白话写，kubectl 命令怎么敲就怎么写，清单放在场景旁边的文件里。', code: '# language: zh-CN\n功能: 我的第一条规则\n\n  场景: 三个副本全部就绪\n    假如我已经执行了:\n      """\n      $ kubectl create deployment web --image=nginx --replicas=3\n      """\n    那么30 秒内，Deployment "web"有3个就绪的副本\n    并且整个过程中，最多同时有3个未就绪的Pod属于Deployment "web"', link: ['steps.html', '全部句子'] },
      { title: '发布', kind: 'typed', text: '生成的是纯静态文件，放到任意静态主机上都行，也可以直接从磁盘打开。加上 --history，网站会记住以往的结果，标出每个场景的结果最近一次变化的时间。', code: 'npx kubecuke docs --out site/dist --history results.json' },
    ],
  },
  areas: {
    'controller-model': '控制器', deployment: 'Deployment', replicaset: 'ReplicaSet', statefulset: 'StatefulSet', storage: '存储', mysql: 'MySQL 集群', daemonset: 'DaemonSet', pod: 'Pod',
    services: 'Service', scheduling: '调度', batch: 'Job 与 CronJob', autoscaling: '自动扩缩容', kubectl: 'kubectl',
  },
}
