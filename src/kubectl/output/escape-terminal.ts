/** Text of the server that could steer the terminal. Follows cli-runtime/pkg/printers/terminal.go. */
export const escapeTerminal = (text: string): string => text.replaceAll('\x1b', '^[').replaceAll('\r', '\\r')
