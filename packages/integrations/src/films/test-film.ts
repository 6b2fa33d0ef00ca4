import {
	BufferTarget,
	EncodedPacket,
	EncodedVideoPacketSource,
	Mp4OutputFormat,
	Output,
	WebMOutputFormat,
} from 'mediabunny';

type Wish = { seconds: number; width: number; height: number; format?: 'mp4' | 'webm' };

/** A film as far as its first bytes tell: packets of the right length with nothing to see in them. */
export async function testFilm({
	seconds,
	width,
	height,
	format = 'mp4',
}: Wish): Promise<Uint8Array> {
	const target = new BufferTarget();
	const output = new Output({
		format: format === 'mp4' ? new Mp4OutputFormat() : new WebMOutputFormat(),
		target,
	});
	const source = new EncodedVideoPacketSource('vp9');
	output.addVideoTrack(source);
	await output.start();
	const decoderConfig = { codec: 'vp09.00.10.08', codedWidth: width, codedHeight: height };
	for (let second = 0; second < seconds; second++)
		await source.add(new EncodedPacket(new Uint8Array(64), 'key', second, 1), { decoderConfig });
	await output.finalize();
	return new Uint8Array(target.buffer ?? new ArrayBuffer(0));
}
