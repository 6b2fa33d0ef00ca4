let areRunning = $state(false);

/** Whether the page's scripts run: what cannot work without them is shown only then. */
export function mayUseScripts(): boolean {
	return areRunning;
}

/** Called once by the shell when it has come alive in the browser. */
export function scriptsRun(): void {
	areRunning = true;
}
