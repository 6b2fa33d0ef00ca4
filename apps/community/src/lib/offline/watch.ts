/** Lets the page be read without a connection. Browser only; every page has it, so the rest comes with the first touch. */
export function watchDevice(): void {
	const { serviceWorker } = navigator;
	if (!serviceWorker) return;
	const known = serviceWorker.controller;
	void serviceWorker.register('/service-worker.js', { type: 'module' }).catch(() => {});
	for (const intent of ['pointerdown', 'keydown'])
		addEventListener(intent, () => void import('./device.ts').then((it) => it.meetDevice(known)), {
			once: true,
		});
}

/** Tells the service worker that a post is being read, by whichever way it was reached. */
export function tellRead(path: string): void {
	if (path.startsWith('/p/'))
		void navigator.serviceWorker?.ready.then(({ active }) => active?.postMessage(path));
}
