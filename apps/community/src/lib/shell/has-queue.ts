/** Whether replies wait on this device; false where the browser keeps nothing. */
export function hasQueue(): boolean {
	try {
		return localStorage['kith.queue'] === '1';
	} catch {
		return false;
	}
}
