import type { PlatformRequest } from '@kith/client/request-store';

declare global {
	namespace App {
		interface Locals {
			request: PlatformRequest;
			api: PlatformRequest['api'];
		}
		interface Error {
			message: string;
		}
	}
}
