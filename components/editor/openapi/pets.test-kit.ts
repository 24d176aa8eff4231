/** A service as its OpenAPI 3.0 document tells of it, with what is easy and what cannot be brought over. */
export const pets = (server: string) => ({
  openapi: '3.0.3',
  info: { title: 'Pets', version: '1' },
  servers: [{ url: `${server}/{stage}`, variables: { stage: { default: 'v1' } } }],
  security: [{ key: [] }],
  paths: {
    '/pets': {
      parameters: [{ $ref: '#/components/parameters/Trace' }],
      get: {
        operationId: 'listPets',
        tags: ['pets'],
        parameters: [
          { name: 'tag', in: 'query', schema: { type: 'array', items: { type: 'string' } }, description: 'Only with one of these' },
          { name: 'limit', in: 'query', schema: { type: 'integer', format: 'int32', minimum: 0, exclusiveMinimum: true, maximum: 100 } },
          { name: 'session', in: 'cookie', schema: { type: 'string' } },
        ],
        responses: { 200: { description: 'All', content: { 'application/json': { schema: { type: 'array', items: { $ref: '#/components/schemas/Pet' } } } } } },
      },
      post: {
        summary: 'Take in a pet',
        tags: ['pets'],
        requestBody: { required: true, content: { 'application/json': { schema: { $ref: '#/components/schemas/Pet' } } } },
        responses: { 201: { description: 'Taken in', content: { 'application/json': { schema: { $ref: '#/components/schemas/Pet' } } } } },
      },
    },
    '/pets/{petId}': {
      get: {
        operationId: 'getPet',
        security: [{}],
        parameters: [{ name: 'petId', in: 'path', required: true, schema: { type: 'integer' } }],
        responses: { default: { description: 'One', content: { 'application/json': { schema: { $ref: '#/components/schemas/Pet' } } } } },
      },
      options: { responses: { 200: { description: 'None' } } },
    },
    '/pets/{petId}/photo': {
      put: {
        security: [{ photos: ['write'] }],
        parameters: [{ name: 'petId', in: 'path', required: true, schema: { type: 'integer' } }],
        requestBody: { content: { 'image/png': { schema: { type: 'string', format: 'binary' } } } },
        responses: { 204: { description: 'Kept' } },
      },
    },
    '/status': { get: { tags: ['other'], security: [{ inAddress: [] }], responses: { 200: { description: 'Fine', content: { 'text/plain': {} } } } } },
  },
  components: {
    parameters: { Trace: { name: 'X-Trace-ID', in: 'header', schema: { type: 'string', maxLength: 8 } } },
    securitySchemes: {
      key: { type: 'apiKey', in: 'header', name: 'X-Api-Key' },
      inAddress: { type: 'apiKey', in: 'query', name: 'key' },
      photos: { type: 'oauth2', flows: {} },
    },
    schemas: {
      Pet: {
        type: 'object',
        required: ['id', 'name', 'kind'],
        properties: {
          id: { type: 'integer', readOnly: true },
          name: { type: 'string', minLength: 1 },
          kind: { type: 'string', enum: ['cat', 'dog'] },
          born: { type: 'string', format: 'date', nullable: true },
          mother: { $ref: '#/components/schemas/Pet' },
          tags: { type: 'array', items: { type: 'string' }, uniqueItems: true },
        },
      },
    },
  },
})
