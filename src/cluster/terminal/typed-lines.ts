// Lines as courses print them: with prompts, and with what is no part of the command.

const PROMPT = /^\s*(?:\[[^\]\n]*\]\s*[#$]|[$#](?=\s+\S))\s+/

/** A `#` after which no command of a course begins is a comment of the shell, not root's prompt. */
const COMMANDS = /^(kubectl|for|while|until|if|cat|curl|echo|cd|ls|mkdir|vi|sleep|export|nslookup|wget|time|sudo|docker|watch|[a-z_]+=|\.\/|rm|cp|mv|grep|sed|awk|date|hostname|printf|ping|systemctl)\b/

/** Takes the prompts off: `$ kubectl get pods`, `[root@k8s-master01 ~]# kubectl get po`, `# kubectl get deploy -owide`. */
export function withoutPrompts(text: string): string {
  return text.split('\n').map((line) => {
    const found = PROMPT.exec(line)
    if (!found) return line
    const rest = line.slice(found[0].length)
    return found[0].trim() === '#' && !COMMANDS.test(rest) ? line : rest
  }).join('\n')
}
