import type { Words } from './words'

export const en: Words = {
  htmlLang: 'en',
  otherName: '简体中文',
  skipToContent: 'Skip to content',
  nav: { home: 'Home', features: 'Features', behaviours: 'Behaviours', steps: 'Phrases', run: 'The run', begin: 'Begin', menu: 'Pages', more: 'Menu' },
  search: { open: 'Search', placeholder: 'Search features, scenarios, phrases', nothing: 'Nothing found', close: 'Close', hint: '↑ ↓ to choose, Enter to open, Esc to close' },
  theme: 'Switch between dark and light',
  footer: 'Built from a recorded run, and from nothing else.',
  home: {
    title: 'See how Kubernetes behaves',
    tagline: 'Plain sentences that run.',
    lead: 'Each page states a behaviour in plain words, runs it on a faithful cluster in milliseconds, and shows what happened: object by object, instant by instant.',
    start: 'Write your own', browse: 'Read the features', exampleCaption: 'A real run, one line a Pod:',
    points: [
      ['Exact about time', '“Throughout”, “never”, “in this order”, “within 30 seconds”: the whole history is recorded, so a sentence about the way is judged, not only the end.'],
      ['The same every time', 'One virtual clock and one seed: a run that passes today passes tomorrow, and hours go by in a blink.'],
      ['kubectl as you type it', 'The lines in the terminals were typed in this run, and the answers are what came back.'],
    ],
    areasTitle: 'Chapters',
    counts: (features, scenarios) => `${features} features, ${scenarios} scenarios`,
  },
  status: { passed: 'passed', failed: 'failed', skipped: 'not run' },
  podState: { pending: 'Pending', creating: 'creating', running: 'running, not ready', ready: 'ready', failed: 'failed', succeeded: 'succeeded', terminating: 'terminating' },
  feature: { onThisPage: 'On this page', noOther: 'Not written in this language yet', tags: 'Tags', scenarios: (count) => (count === 1 ? '1 scenario' : `${count} scenarios`), allFeatures: 'All features' },
  scenario: {
    copy: 'Copy', copied: 'Copied', permalink: 'Link to this scenario', terminal: 'Terminal', picture: 'What happened', noPicture: 'Nothing of this scenario was recorded.', pictureOnDemand: 'The picture of this scenario is large; it opens here when scripts are on.',
    why: 'Why it failed', holdsAnyway: 'judged all the same: it holds', legend: 'States of a Pod', sinceChange: 'Result',
    changed: (created, changed, deleted) => `What changed: ${[created && `${created} created`, changed && `${changed} changed`, deleted && `${deleted} deleted`].filter(Boolean).join(', ')}`,
    more: (count) => `and ${count} more`, created: 'created', deleted: 'deleted', modified: 'changed', by: 'by', nothing: 'nothing', fromShort: 'was',
    exit: (code) => `exit code ${code}`, lasted: (text) => `${text} of virtual time`, runAgain: 'Run it again',
  },
  timeline: {
    title: 'Timeline', revision: 'revision', steps: 'Steps', events: 'Events', ownPods: 'Pods on their own', quiet: 'quiet', broken: 'here it broke', warning: 'Warning',
    scrubber: 'Instant of the scenario', previous: 'Previous change', next: 'Next change', play: 'Play', pause: 'Pause', nodes: 'Nodes', workloads: 'Workloads', services: 'Endpoints', unscheduled: 'On no node',
    noPods: 'no Pods', noEndpoints: 'no ready endpoints', loading: 'Loading …', failed: 'The record could not be loaded.', happened: 'At this instant', link: 'Link to this instant', restarts: 'restarts',
    desired: 'Desired', current: 'Current', updated: 'Updated', ready: 'Ready', available: 'Available', kind: 'Kind', name: 'Name',
    summary: (pods, time) => `Timeline of ${pods} Pods over ${time}`,
    readyPods: (count) => (count === 1 ? '1 ready Pod' : `${count} ready Pods`),
    moreLanes: (count) => `${count} more Pods are not drawn`,
  },
  behaviours: {
    title: 'Map of behaviours', lead: 'Every documented behaviour, and the scenarios that show it.', notShown: 'not shown yet', shown: 'shown', passing: 'passing', behaviour: 'Behaviour', scenarios: 'Scenarios', none: 'The features of this run list no behaviours.',
    summary: (shown, all, passing) => `${shown} of ${all} behaviours are shown, ${passing} pass`,
  },
  catalogue: {
    title: 'Phrases', lead: 'The sentences a feature may use. Braces stand for values: {string} in straight quotes, {int} a number, {object} a kind and a name, {duration} a time.', filter: 'Filter phrases', unused: 'not used in this run', examples: 'Examples',
    uses: (count) => (count === 1 ? 'used once' : `used ${count} times`), count: (count) => `${count} phrases`, types: { Context: 'Given', Action: 'When', Outcome: 'Then', Unknown: 'Any' },
  },
  run: {
    title: 'The run', lead: 'What this site was built from.', passed: 'passed', failed: 'failed', skipped: 'not run', duration: 'Duration', seed: 'Seed', kubernetes: 'Follows Kubernetes', started: 'Started', failures: 'What failed', slowest: 'What took longest', allPassed: 'Everything passed.',
    history: 'Last changes of results', changes: 'Change', scenario: 'Scenario', time: 'Time', changedAt: (date, before, now) => `${before} → ${now} on ${date}`, sameSince: (date) => `unchanged since ${date}`,
  },
  begin: {
    title: 'Begin', lead: 'Run, write, publish: three commands.',
    blocks: [
      { title: 'Run', text: 'Runs all features on the built-in cluster and says what passed. No Docker, no network, no cluster needed.', code: 'npx kubecuke run features' },
      { title: 'Write', text: 'Starts a project of features: a first scenario, a manifest, and nothing else. The phrases are listed by kubecuke steps and on the page Phrases.', code: 'npx kubecuke init my-features\ncd my-features\nnpx kubecuke run --watch' },
      { title: 'A scenario', text: 'Sentences in plain words; lines of kubectl as they are typed; manifests in files beside the feature.', code: 'Feature: My first rule\n\n  Scenario: Three replicas become ready\n    Given I have run:\n      """\n      $ kubectl create deployment web --image=nginx --replicas=3\n      """\n    Then within 30 seconds Deployment "web" has 3 ready replicas' },
      { title: 'Publish', text: 'Builds this site from the reports of a run: plain files for any static host, also opened straight from disk. With --history the site says when a result last changed.', code: 'npx kubecuke docs --out site/dist --history reports/history.json' },
    ],
  },
  areas: {
    'controller-model': 'Controllers', deployment: 'Deployment', replicaset: 'ReplicaSet', statefulset: 'StatefulSet', storage: 'Storage', 'mysql-cluster': 'A MySQL cluster', mysql: 'A MySQL cluster', daemonset: 'DaemonSet', pod: 'Pods', pods: 'Pods',
    services: 'Services', scheduling: 'Scheduling', batch: 'Jobs and CronJobs', autoscaling: 'Autoscaling', kubectl: 'kubectl', config: 'Configuration',
  },
}
