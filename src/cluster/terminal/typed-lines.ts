// Lines as courses print them: with prompts, with what is no part of the command, with a shell in a container in between.

const PROMPT = /^\s*(?:\[[^\]\n]*\]\s*[#$]|[$#](?=\s+\S))\s+/
/** The prompt of this machine in full: whoever types here has left the container. */
const HOST_PROMPT = /^\s*\[[^\]\n]*\]\s*[#$]/
/** `/ # `, `~ # `, `root@web-0:/# `, `bash-4.4# `, `sh-4.2# `: the prompt of a container */
const CONTAINER_PROMPT = /^\s*(?:(?:\/[\w./-]*|~)\s[#$]|[\w-]+@[\w.-]+:\S*[#$]|(?:ba)?sh-[\d.]+[#$])(?:\s|$)/

/** A `#` after which no command of a course begins is a comment of the shell, not root's prompt. */
const COMMANDS =
  /^(kubectl|for|while|until|if|cat|curl|echo|cd|ls|mkdir|vi|sleep|export|nslookup|wget|time|sudo|docker|watch|[a-z_]+=|\.\/|rm|cp|mv|grep|sed|awk|date|hostname|printf|ping|systemctl)\b/

/** `kubectl exec -ti busybox -- sh`, `kubectl run -i --tty --image busybox dns-test --rm /bin/sh`: what is typed next goes there. */
const INTERACTIVE =
  /^\s*kubectl\s+(?=.*\s(?:exec|run|attach)\s|exec\s|run\s)(?=.*\s(?:-[a-z]*t[a-z]*|--tty)(?:\s|=true))(?=.*\s(?:-[a-z]*i[a-z]*|--stdin)(?:\s|=true)).*\s(?:\/bin\/)?(?:ba|a)?sh\s*$/

export interface TypedPart {
  readonly script: string
  /** typed into the shell that the script has opened */
  readonly typed?: string
}

/** Takes the prompts off: `$ kubectl get pods`, `[root@k8s-master01 ~]# kubectl get po`, `# kubectl get deploy -owide`. */
export function withoutPrompts(text: string): string {
  return text.split('\n').map(withoutPrompt).join('\n')
}

function withoutPrompt(line: string): string {
  const found = PROMPT.exec(line)
  if (!found) return line
  const rest = line.slice(found[0].length)
  return found[0].trim() === '#' && !COMMANDS.test(rest) ? line : rest
}

/** Splits what is typed here from what is typed into a shell in a container. */
export function typedParts(text: string): TypedPart[] {
  const parts: { script: string[]; typed: string[] | undefined }[] = [{ script: [], typed: undefined }]
  for (const line of text.split('\n')) {
    const current = parts.at(-1) as (typeof parts)[number]
    if (current.typed && !HOST_PROMPT.test(line) && current.typed.at(-1)?.trim() !== 'exit') {
      current.typed.push(CONTAINER_PROMPT.test(line) ? line.replace(CONTAINER_PROMPT, '') : withoutPrompt(line))
      continue
    }
    const part = current.typed ? { script: [], typed: undefined } : current
    if (part !== current) parts.push(part)
    const clean = withoutPrompt(line)
    part.script.push(clean)
    if (INTERACTIVE.test(clean)) (part as { typed: string[] | undefined }).typed = []
  }
  return parts
    .filter(({ script }) => script.some((line) => line.trim() !== ''))
    .map(({ script, typed }) => ({
      script: script.join('\n'),
      ...(typed?.some((line) => line.trim() !== '') ? { typed: `${typed.join('\n')}\n` } : {}),
    }))
}
