const VISIT_GAP_MS = 1_800_000;

let met = false;

/**
 * Tells of new versions that arrive while the page is open, and from the second visit on offers a place on the home
 * screen. `known` is the service worker that the page began with, if there was one.
 */
export function meetDevice(known: ServiceWorker | null): void {
	if (met) return;
	met = true;
	const { serviceWorker } = navigator;
	if (!serviceWorker.controller)
		void serviceWorker.ready.then(({ active }) => active?.postMessage('here'));
	if (known) {
		if (serviceWorker.controller !== known) tell();
		else serviceWorker.addEventListener('controllerchange', tell, { once: true });
	}
	if (isSecondVisit()) void import('./install.ts').then(({ offerToInstall }) => offerToInstall());
}

function tell(): void {
	void import('./new-version.ts').then(({ tellOfNewVersion }) => tellOfNewVersion());
}

/** Whether somebody came back; a visit ends half an hour after its last page. */
function isSecondVisit(): boolean {
	try {
		const [visits = 0, last = 0] = (localStorage.getItem('visits') ?? '').split(' ').map(Number);
		const now = performance.timeOrigin;
		const count = now - last > VISIT_GAP_MS ? visits + 1 : visits;
		localStorage.setItem('visits', `${count} ${now}`);
		return count > 1;
	} catch {
		return false;
	}
}
