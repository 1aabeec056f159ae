import type { Words } from './words'

export const en: Words = {
  htmlLang: 'en',
  otherName: '简体中文',
  skipToContent: 'Skip to content',
  nav: { home: 'Home', features: 'Features', behaviours: 'Behaviours', steps: 'Phrases', run: 'The run', begin: 'Get started', playground: 'Try it', menu: 'Pages' },
  search: { open: 'Search', placeholder: 'Search features, scenarios, phrases', nothing: 'Nothing found', close: 'Close', hint: '↑ ↓ to choose, Enter to open, Esc to close', kinds: { feature: 'Feature', scenario: 'Scenario', phrase: 'Phrase' } },
  theme: 'Switch between dark and light',
  footer: (date, kubernetes, seed) => `Everything here was recorded in one run${date ? ` on ${date}` : ''}${kubernetes ? `, after Kubernetes ${kubernetes}` : ''}, seed ${seed}.`,
  home: {
    title: 'See how Kubernetes behaves',
    tagline: 'Plain sentences that run.',
    lead: 'Each page states a behaviour in plain words, runs it on a faithful cluster in milliseconds, and shows what happened: object by object, instant by instant.',
    start: 'Write your own', browse: 'Read the features', exampleCaption: 'One rollout, as it ran', more: 'Open this scenario', replay: 'Play again', pause: 'Pause',
    points: [
      ['Exact about time', '“Throughout”, “never”, “in this order”, “within 30 seconds”: every write is on record, so a sentence is judged over the whole way and not only at its end.'],
      ['The same every time', 'One virtual clock, one seed: what passes today passes tomorrow, and a ten-minute deadline takes no longer than a blink.'],
      ['kubectl as you type it', 'The lines in the terminals were typed in this run, and what stands below them is what came back.'],
    ],
    areasTitle: 'Chapters',
    proofs: { behaviours: 'documented behaviours pass', scenarios: 'scenarios', kubernetes: 'of Kubernetes is followed', time: 'of cluster time in this run' },
    counts: (features, scenarios) => `${features === 1 ? '1 feature' : `${features} features`}, ${scenarios === 1 ? '1 scenario' : `${scenarios} scenarios`}`,
  },
  status: { passed: 'passed', failed: 'failed', skipped: 'not run' },
  podState: { pending: 'Pending', creating: 'creating', running: 'running, not ready', ready: 'ready', failed: 'failed', succeeded: 'succeeded', terminating: 'terminating' },
  feature: { onThisPage: 'On this page', noOther: 'Not written in this language yet', scenarios: (count) => (count === 1 ? '1 scenario' : `${count} scenarios`), chapters: 'Chapters', before: 'Previous', after: 'Next', source: 'Source' },
  scenario: {
    copy: 'Copy', copied: 'Copied', permalink: 'Link to this scenario', terminal: 'Terminal', picture: 'What happened', noPicture: 'Nothing of this scenario was recorded.', pictureOnDemand: 'The picture of this scenario is large: it is drawn here once scripts run.',
    why: 'Why it failed', holdsAnyway: 'judged all the same: it holds', legend: 'States of a Pod',
    comma: ', ', virtualTime: 'In virtual time. Opens this instant below',
    more: (count) => `and ${count} more`, created: 'created', deleted: 'deleted', modified: 'changed', by: 'by', nothing: 'nothing',
    exit: (code) => `exit code ${code}`, lasted: (text) => `${text} of virtual time`, runAgain: 'Run it again', tryIt: 'Type these lines yourself',
  },
  timeline: {
    title: 'Timeline', revision: 'revision', steps: 'Steps', events: 'Events', ownPods: 'Pods without an owner', broken: 'here it broke',
    scrubber: 'Instant of the scenario', previous: 'Previous change', next: 'Next change', play: 'Play', pause: 'Pause', workloads: 'Workload', services: 'Endpoints of', unscheduled: 'On no node yet',
    noPods: 'no Pods', noEndpoints: 'none that is ready', failed: 'The record could not be loaded.', happened: 'Up to this instant', link: 'Link to this instant', pointHint: 'Point at a Pod, or move through the picture with the arrow keys.', notThere: 'not there at this instant',
    desired: 'Desired', current: 'Current', updated: 'Updated', ready: 'Ready', available: 'Available',
    restarted: (count) => (count === 1 ? '1 restart' : `${count} restarts`),
    summary: (pods, time) => `Timeline of ${pods === 1 ? '1 Pod' : `${pods} Pods`} over ${time}`,
    readyPods: (count) => (count === 1 ? '1 ready Pod' : `${count} ready Pods`),
    moreLanes: (count) => (count === 1 ? '1 more Pod is not drawn' : `${count} more Pods are not drawn`),
  },
  behaviours: {
    title: 'Map of behaviours', lead: 'Every documented behaviour, chapter by chapter, and the scenarios that show it.', notShown: 'not shown yet', none: 'The features of this run list no behaviours.',
    summary: (shown, all, passing) => `${shown} of ${all} behaviours are shown, ${passing} pass`,
  },
  catalogue: {
    title: 'Phrases', lead: 'The sentences a feature may use, each in both languages. Take one, put your own values in, and it runs.', filter: 'Filter phrases', placeholder: 'ready replicas, image, within …', unused: 'not used in this run', more: 'More examples', values: 'What the braces stand for',
    parameters: [['{string}', 'text in straight double quotes'], ['{int}', 'a whole number'], ['{object}', 'a kind and a name: Deployment "web"'], ['{duration}', 'a time: 30 seconds, 2 minutes']],
    uses: (count) => (count === 1 ? 'used once' : `used ${count} times`), count: (count) => `${count} phrases`, types: { Context: 'Given', Action: 'When', Outcome: 'Then', Unknown: 'Not used yet' },
  },
  run: {
    title: 'The run', lead: 'What this site was built from: both languages, every scenario.', passed: 'passed', failed: 'failed', skipped: 'not run', duration: 'Duration', seed: 'Seed', kubernetes: 'Follows Kubernetes', started: 'Started', failures: 'What failed', slowest: 'What took longest', allPassed: 'Nothing: everything passed.', noneFailed: 'Nothing, as far as the run went.', interruptedHere: 'The run was interrupted before this scenario was over.',
    interrupted: (missing) => `This run was interrupted: ${missing === 1 ? '1 scenario' : `${missing} scenarios`} did not run to the end.`,
    history: 'Results that changed lately', chapters: 'Chapter by chapter', chapter: 'Chapter', scenarios: 'Scenarios', result: 'Result', changedAt: (date, before, now) => `${before} → ${now} on ${date}`, sameSince: (date) => `unchanged since ${date}`,
  },
  playground: {
    title: 'Try it', lead: 'The same cluster, in this page: type kubectl lines and watch what becomes of them. Time is virtual; it moves on while a command waits.', start: 'Start a cluster', loading: 'Starting …', noScript: 'The cluster needs scripts; everything else on this site can be read without them.', again: 'New cluster', type: 'Type a line and press Enter', examples: 'Lines to begin with', filesToo: 'Also in the folder', manifestHint: 'lies in the folder: change it, then kubectl create -f web.yaml',
    size: (megabytes) => `${megabytes} MB are loaded once, from this site. Nothing leaves the page.`,
    lines: ['kubectl get nodes', 'kubectl create deployment web --image=nginx:1.9.1 --replicas=3', 'kubectl rollout status deployment web', 'kubectl set image deployment web nginx=nginx:1.9.2', 'kubectl get pods -o wide', 'kubectl delete pod --all --wait=false', 'sleep 60', 'kubectl create -f web.yaml', 'kubectl get events'],
    manifest: 'apiVersion: apps/v1\nkind: StatefulSet\nmetadata:\n  name: db\nspec:\n  serviceName: db\n  replicas: 3\n  selector:\n    matchLabels:\n      app: db\n  template:\n    metadata:\n      labels:\n        app: db\n    spec:\n      containers:\n      - name: db\n        image: nginx:1.9.1\n        ports:\n        - containerPort: 80\n',
  },
  begin: {
    title: 'Get started', lead: 'Run the features that are there, write your own, publish them like this site.',
    blocks: [
      { title: 'Run', kind: 'typed', text: 'All you need is Node.js 20.19 or newer: no Docker, no network, no cluster. From a copy of the repository, this runs every feature and builds this site.', code: 'npm ci && npm start' },
      { title: 'Write', kind: 'typed', text: 'A project of your own: a first feature, a manifest, settings for your editor, a CI workflow. It runs again each time you save.', code: 'npx kubecuke init lessons\ncd lessons\nnpx kubecuke run --watch' },
      { title: 'What a scenario looks like', kind: 'gherkin', text: 'Plain sentences; kubectl lines as you type them; manifests in files beside the feature.', code: 'Feature: My first rule\n\n  Scenario: Three replicas become ready\n    Given I have run:\n      """\n      $ kubectl create deployment web --image=nginx --replicas=3\n      """\n    Then within 30 seconds Deployment "web" has 3 ready replicas\n    And throughout at most 3 Pods of Deployment "web" are not ready', link: ['steps.html', 'All phrases'] },
      { title: 'Publish', kind: 'typed', text: 'Plain files for any static host; they open straight from disk as well. With --history the site remembers earlier runs and says when a result last changed.', code: 'npx kubecuke docs --out site/dist --history results.json' },
    ],
  },
  areas: {
    'controller-model': 'Controllers', deployment: 'Deployment', replicaset: 'ReplicaSet', statefulset: 'StatefulSet', storage: 'Storage', mysql: 'A MySQL cluster', daemonset: 'DaemonSet', pod: 'Pods',
    services: 'Services', scheduling: 'Scheduling', batch: 'Jobs and CronJobs', autoscaling: 'Autoscaling', kubectl: 'kubectl',
  },
}
