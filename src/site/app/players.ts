export function startPlayers(): void {}
