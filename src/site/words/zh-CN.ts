import type { Words } from './words'

export const chinese: Words = {
  htmlLang: 'zh-CN',
  otherName: 'English',
  skipToContent: '跳到正文',
  nav: { home: '首页', features: '特性', behaviours: '行为地图', steps: '语句', run: '运行结果', begin: '上手', menu: '页面', more: '菜单' },
  search: { open: '搜索', placeholder: '搜索特性、场景和语句', nothing: '没有找到', close: '关闭', hint: '↑ ↓ 选择，回车打开，Esc 关闭' },
  theme: '切换深色与浅色',
  footer: '全部内容都来自一次真实运行的记录。',
  home: {
    title: '亲眼看看 Kubernetes 怎么做',
    tagline: '能运行的大白话。',
    lead: '每一页用平实的句子说明一种行为，几毫秒内在一个忠实的集群里跑一遍，再把经过展示出来：每个对象、每个时刻。',
    start: '自己写一个', browse: '阅读特性', exampleCaption: '一次真实的运行，每行一个 Pod：',
    points: [
      ['对时间说得准', '“整个过程中”“从未”“依次”“30 秒内”：全程都有记录，因此判断的是整个过程，而不只是结果。'],
      ['每次都一样', '一个虚拟时钟，一个种子：今天通过，明天也通过；几个小时转眼就过。'],
      ['kubectl 照常敲', '终端里的命令都是这次运行里真实执行的，输出也是当时得到的。'],
    ],
    areasTitle: '章节',
    counts: (features, scenarios) => `${features} 个特性，${scenarios} 个场景`,
  },
  status: { passed: '通过', failed: '失败', skipped: '未运行' },
  podState: { pending: 'Pending', creating: '创建中', running: '运行中，未就绪', ready: '就绪', failed: '失败', succeeded: '已完成', terminating: '终止中' },
  feature: { onThisPage: '本页内容', noOther: '还没有这种语言的版本', tags: '标签', scenarios: (count) => `${count} 个场景`, allFeatures: '全部特性' },
  scenario: {
    copy: '复制', copied: '已复制', permalink: '本场景的链接', terminal: '终端', picture: '经过', noPicture: '这个场景没有留下记录。', pictureOnDemand: '这个场景的时间线较大，启用脚本后在此打开。',
    why: '失败原因', holdsAnyway: '仍然做了判断：成立', legend: 'Pod 的状态', sinceChange: '结果',
    changed: (created, changed, deleted) => `发生的变化：${[created && `新建 ${created} 个`, changed && `修改 ${changed} 个`, deleted && `删除 ${deleted} 个`].filter(Boolean).join('，')}`,
    more: (count) => `还有 ${count} 项`, created: '新建', deleted: '删除', modified: '修改', by: '由', nothing: '无', fromShort: '原为',
    exit: (code) => `退出码 ${code}`, lasted: (text) => `虚拟时间 ${text}`, runAgain: '再运行一次',
  },
  timeline: {
    title: '时间线', revision: '修订版本', steps: '步骤', events: '事件', ownPods: '独立的 Pod', quiet: '无变化', broken: '在这里不成立', warning: '警告',
    scrubber: '场景中的时刻', previous: '上一个变化', next: '下一个变化', play: '播放', pause: '暂停', nodes: '节点', workloads: '工作负载', services: '端点', unscheduled: '尚未调度',
    noPods: '没有 Pod', noEndpoints: '没有就绪的端点', loading: '正在加载……', failed: '无法加载记录。', happened: '这一时刻', link: '这一时刻的链接', restarts: '次重启',
    desired: '期望', current: '当前', updated: '已更新', ready: '就绪', available: '可用', kind: '类型', name: '名称',
    summary: (pods, time) => `${time}内 ${pods} 个 Pod 的时间线`,
    readyPods: (count) => `${count} 个就绪的 Pod`,
    moreLanes: (count) => `另有 ${count} 个 Pod 没有画出`,
  },
  behaviours: {
    title: '行为地图', lead: '文档里的每一种行为，以及展示它的场景。', notShown: '尚未展示', shown: '已展示', passing: '通过', behaviour: '行为', scenarios: '场景', none: '这次运行的特性没有列出行为。',
    summary: (shown, all, passing) => `${all} 种行为中已展示 ${shown} 种，其中 ${passing} 种通过`,
  },
  catalogue: {
    title: '语句', lead: '特性文件里可以使用的句子。花括号代表值：{string} 是英文双引号里的文字，{int} 是整数，{object} 是类型加名称，{duration} 是时长。', filter: '筛选语句', unused: '这次运行没有用到', examples: '例句',
    uses: (count) => `用到 ${count} 次`, count: (count) => `${count} 条语句`, types: { Context: '假如', Action: '当', Outcome: '那么', Unknown: '任意' },
  },
  run: {
    title: '运行结果', lead: '本站就是由这次运行生成的。', passed: '通过', failed: '失败', skipped: '未运行', duration: '用时', seed: '种子', kubernetes: '对应的 Kubernetes 版本', started: '开始时间', failures: '失败的场景', slowest: '最耗时的场景', allPassed: '全部通过。',
    history: '结果最近的变化', changes: '变化', scenario: '场景', time: '用时', changedAt: (date, before, now) => `${date}：${before} → ${now}`, sameSince: (date) => `自 ${date} 起未变`,
  },
  begin: {
    title: '上手', lead: '运行、编写、发布：三条命令。',
    blocks: [
      { title: '运行', text: '在内置集群上运行全部特性，并给出结果。不需要 Docker、网络，也不需要集群。', code: 'npx kubecuke run features' },
      { title: '编写', text: '新建一个特性项目：一个场景、一份清单，没有别的。可用的语句见 kubecuke steps 和“语句”一页。', code: 'npx kubecuke init my-features --lang zh-CN\ncd my-features\nnpx kubecuke run --watch' },
      { title: '一个场景', text: '句子用平实的话写；kubectl 命令照常敲；清单放在特性文件旁边。', code: '# language: zh-CN\n功能: 我的第一条规则\n\n  场景: 三个副本全部就绪\n    假如我已经执行了:\n      """\n      $ kubectl create deployment web --image=nginx --replicas=3\n      """\n    那么30 秒内，Deployment "web"有3个就绪的副本' },
      { title: '发布', text: '根据一次运行的报告生成本站：纯静态文件，可放到任意静态主机，也可直接从磁盘打开。加上 --history，站点会说明结果何时变化过。', code: 'npx kubecuke docs --out site/dist --history reports/history.json' },
    ],
  },
  areas: {
    'controller-model': '控制器模型', deployment: 'Deployment', replicaset: 'ReplicaSet', statefulset: 'StatefulSet', storage: '存储', 'mysql-cluster': 'MySQL 集群', mysql: 'MySQL 集群', daemonset: 'DaemonSet', pod: 'Pod', pods: 'Pod',
    services: 'Service', scheduling: '调度', batch: 'Job 与 CronJob', autoscaling: '自动扩缩', kubectl: 'kubectl', config: '配置',
  },
}
