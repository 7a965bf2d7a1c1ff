import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import Type from 'typebox';
import type { PartnerDocument } from '../../delivery/partners.ts';

const PartnerSchema = Type.Object({
  her: Type.Integer(),
  name: Type.String(),
  kind: Type.String(),
  organisation: Type.Union([Type.String(), Type.Null()]),
  services: Type.Array(Type.Object({ her: Type.Integer(), name: Type.String() })),
  endpoint: Type.Union([
    Type.Object({ protocol: Type.String(), url: Type.Optional(Type.String()) }),
    Type.Null(),
  ]),
  certificates: Type.Array(
    Type.Object({ name: Type.String(), validTo: Type.String(), fingerprint: Type.String() }),
  ),
});

/** `GET /api/v1/partners`: who is connected, and where their messages go. */
export const partnerRoutes: FastifyPluginAsyncTypebox<{ document(): Promise<PartnerDocument> }> = async (
  app,
  { document },
) => {
  app.get(
    '/partners',
    {
      onRequest: app.requireScope('read'),
      schema: {
        summary: 'The partners in force',
        tags: ['partnere'],
        response: { 200: Type.Object({ items: Type.Array(PartnerSchema) }) },
      },
    },
    async () => {
      const { partners } = await document();
      return {
        items: partners.map(({ her, name, kind, organisation, services, endpoint, signing }) => ({
          her,
          name,
          kind,
          organisation,
          services: services.map((service) => ({ her: service.her, name: service.name })),
          endpoint,
          certificates: (signing?.certificates ?? []).map(({ name: file, validTo, fingerprint }) => ({
            name: file,
            validTo,
            fingerprint,
          })),
        })),
      };
    },
  );
};
