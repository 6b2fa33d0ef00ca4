const LONGEST = 1280;
const PATIENCE_MS = 10_000;

/** A picture of a film's second second, made by this browser. Throws where it cannot play the film. */
export async function posterOf(film: File): Promise<Blob> {
	const address = URL.createObjectURL(film);
	const video = document.createElement('video');
	try {
		Object.assign(video, { muted: true, playsInline: true, preload: 'auto', src: address });
		await heard(video, 'loadeddata');
		video.currentTime = Math.min(1, (video.duration || 0) / 2);
		await heard(video, 'seeked');
		return await pictureOf(video);
	} finally {
		video.removeAttribute('src');
		URL.revokeObjectURL(address);
	}
}

async function pictureOf(video: HTMLVideoElement): Promise<Blob> {
	const { videoWidth, videoHeight } = video;
	const scale = Math.min(1, LONGEST / Math.max(videoWidth, videoHeight));
	const canvas = document.createElement('canvas');
	canvas.width = Math.round(videoWidth * scale);
	canvas.height = Math.round(videoHeight * scale);
	canvas.getContext('2d')?.drawImage(video, 0, 0, canvas.width, canvas.height);
	const blob = await new Promise<Blob | null>((resolve) =>
		canvas.toBlob(resolve, 'image/jpeg', 0.9),
	);
	if (!blob) throw new Error('no picture');
	return blob;
}

function heard(video: HTMLVideoElement, name: string): Promise<void> {
	return new Promise((resolve, reject) => {
		const timer = setTimeout(() => reject(new Error('too slow')), PATIENCE_MS);
		const settle = (done: () => void) => () => {
			clearTimeout(timer);
			done();
		};
		video.addEventListener(name, settle(resolve), { once: true });
		video.addEventListener(
			'error',
			settle(() => reject(new Error('no film'))),
			{ once: true },
		);
	});
}
