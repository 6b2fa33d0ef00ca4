import * as z from 'zod';
import { communityProcedure, communityRouter } from '../trpc.ts';
import { confirmLink, readPending, resendProof } from './confirm-link.ts';
import { takeDoor } from './leave.ts';
import { doorOf, listConnections, readDoors } from './read-connections.ts';
import { readProviderMetadata } from './read-provider-metadata.ts';
import { planRemoval, removeConnection } from './remove-connection.ts';
import { createConnection, switchConnection, updateConnection } from './save-connection.ts';
import {
	ConfirmLink,
	ConnectionRef,
	ConnectionView,
	CreateConnection,
	DoorOf,
	Doors,
	Inside,
	MetadataText,
	Pending,
	ReadMetadata,
	RemovalPlan,
	SwitchConnection,
	TestRef,
	TestReport,
	UpdateConnection,
} from './sso.schema.ts';
import { readTest, startTest } from './test-connection.ts';

export const ssoRouter = communityRouter({
	doors: communityProcedure.output(Doors).query(({ ctx }) => readDoors(ctx)),
	doorOf: communityProcedure
		.input(DoorOf)
		.output(z.uuid().nullable())
		.query(({ ctx, input }) => doorOf(ctx, input.email)),
	pending: communityProcedure.output(Pending.nullable()).query(({ ctx }) => readPending(ctx)),
	resendProof: communityProcedure.output(z.void()).mutation(({ ctx }) => resendProof(ctx)),
	confirm: communityProcedure
		.input(ConfirmLink)
		.output(Inside)
		.mutation(({ ctx, input }) => confirmLink(ctx, input)),
	takeDoor: communityProcedure
		.output(z.strictObject({ connectionId: z.uuid(), name: z.string() }).nullable())
		.mutation(({ ctx }) => takeDoor(ctx)),
	list: communityProcedure.output(z.array(ConnectionView)).query(({ ctx }) => listConnections(ctx)),
	create: communityProcedure
		.input(CreateConnection)
		.output(ConnectionView)
		.mutation(({ ctx, input }) => createConnection(ctx, input)),
	update: communityProcedure
		.input(UpdateConnection)
		.output(ConnectionView)
		.mutation(({ ctx, input }) => updateConnection(ctx, input)),
	switch: communityProcedure
		.input(SwitchConnection)
		.output(ConnectionView)
		.mutation(({ ctx, input }) => switchConnection(ctx, input)),
	planRemoval: communityProcedure
		.input(ConnectionRef)
		.output(RemovalPlan)
		.query(({ ctx, input }) => planRemoval(ctx, input)),
	remove: communityProcedure
		.input(ConnectionRef)
		.output(z.void())
		.mutation(({ ctx, input }) => removeConnection(ctx, input)),
	readMetadata: communityProcedure
		.input(MetadataText)
		.output(ReadMetadata)
		.mutation(({ ctx, input }) => readProviderMetadata(ctx, input)),
	startTest: communityProcedure
		.input(ConnectionRef)
		.output(z.strictObject({ url: z.string() }))
		.mutation(({ ctx, input }) => startTest(ctx, input)),
	test: communityProcedure
		.input(TestRef)
		.output(TestReport)
		.query(({ ctx, input }) => readTest(ctx, input)),
});
