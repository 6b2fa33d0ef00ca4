import path from 'node:path';
import {
	loadPackageDefinition,
	Server,
	ServerCredentials,
	type sendUnaryData,
	type ServerUnaryCall,
	type ServiceClientConstructor,
} from '@grpc/grpc-js';
import { loadSync } from '@grpc/proto-loader';
import { awsAddress, awsSchema } from './aws.ts';

export type Provider = { reattach: string; close: () => void };

/**
 * Serves the schema of the AWS provider on a socket in `folder`, inside this process.
 * `reattach` is the value of TF_REATTACH_PROVIDERS that makes Terraform use it. Schema only: nothing can be
 * planned or applied without a mock. Throws if the socket cannot be made.
 */
export async function startProvider(folder: string): Promise<Provider> {
	const server = new Server();
	server.addService(providerService(), answers());
	const socket = path.join(folder, 'aws.sock');
	await new Promise<void>((resolve, reject) => {
		server.bindAsync(`unix:${socket}`, ServerCredentials.createInsecure(), (error) =>
			error ? reject(error) : resolve(),
		);
	});
	const reattach = JSON.stringify({
		[awsAddress]: {
			Protocol: 'grpc',
			ProtocolVersion: 5,
			Pid: process.pid,
			Test: true,
			Addr: { Network: 'unix', String: socket },
		},
	});
	return { reattach, close: () => server.forceShutdown() };
}

function providerService() {
	const definition = loadSync(path.join(import.meta.dirname, 'tfplugin5.proto'), {
		keepCase: true,
		defaults: true,
	});
	const tfplugin5 = loadPackageDefinition(definition).tfplugin5;
	return (tfplugin5 as unknown as { Provider: ServiceClientConstructor }).Provider.service;
}

function answers() {
	const accept = answer(() => ({ diagnostics: [] }));
	const schema = awsSchema();
	return {
		GetSchema: answer(() => schema),
		PrepareProviderConfig: answer((request) => ({
			prepared_config: request.config,
			diagnostics: [],
		})),
		ValidateResourceTypeConfig: accept,
		ValidateDataSourceConfig: accept,
		Configure: accept,
		Stop: answer(() => ({})),
	};
}

type Request = { config?: unknown };

function answer(make: (request: Request) => object) {
	return (call: ServerUnaryCall<Request, object>, reply: sendUnaryData<object>) =>
		reply(null, make(call.request));
}
