import { createHmac, sign } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { refused, resigned, signature, signed, withDigests } from './support/attacks.ts';
import { envelopeText, forged, pack, partOf, signText, swap } from './support/forge.ts';
import { CONTENT_ID, codes, hospital, judged, kommune, receive } from './support/messages.ts';

describe('the signature itself', () => {
  it('missing', () => refused(pack(envelopeText(), [partOf()]), 'MV-2101'));

  it('twice: the true one, and one by somebody else', () => {
    const other = signature(signText(envelopeText(), [partOf()], kommune()));
    refused(
      forged((text) => swap(text, '</SOAP:Header>', `${other}</SOAP:Header>`)),
      'MV-2102',
    );
    refused(
      forged((text) => swap(text, '<ds:Signature', `${other}<ds:Signature`)),
      'MV-2102',
    );
  });

  it('at another place than the header', () => {
    refused(
      forged((text) =>
        swap(swap(text, signature(text), ''), '</SOAP:Body>', `${signature(text)}</SOAP:Body>`),
      ),
      'MV-2103',
    );
    refused(
      forged((text) =>
        swap(swap(text, signature(text), ''), '</eb:MessageHeader>', `${signature(text)}</eb:MessageHeader>`),
      ),
      'MV-2103',
    );
  });

  it('two SignedInfo, one signed and one believed', () => {
    const info = /<ds:SignedInfo>.*<\/ds:SignedInfo>/.exec(signed())![0];
    refused(
      forged((text) => swap(text, info, `${info}${info}`)),
      'MV-2102',
    );
    refused(
      forged((text) => swap(text, '</ds:KeyInfo>', `${info}</ds:KeyInfo>`)),
      'MV-2102',
    );
  });

  it('a comment in a digest, which two readers read differently', () => {
    refused(
      forged((text) => text.replace(/<ds:DigestValue>(....)/, '<ds:DigestValue>$1<!-- -->')),
      'MV-2104',
    );
    refused(
      forged((text) => text.replace(/<ds:DigestValue>(.*?)</, '<ds:DigestValue><![CDATA[$1]]><')),
      'MV-2104',
    );
    refused(
      forged((text) => text.replace(/<ds:X509Certificate>(....)/, '<ds:X509Certificate>$1<!-- -->')),
      'MV-2125',
    );
    refused(
      forged((text) => text.replace(/<ds:SignatureValue>(....)/, '<ds:SignatureValue>$1<!-- -->')),
      'MV-2104',
    );
  });

  it.each(['SignedInfo', 'SignatureValue', 'KeyInfo', 'X509Data', 'X509Certificate', 'DigestValue'])(
    'without %s',
    (name) => {
      refused(
        forged((text) => swap(text, new RegExp(`<ds:${name}[ >].*?</ds:${name}>`), '')),
        'MV-2104',
      );
    },
  );

  it('without a reference to the envelope, or with two', () => {
    const parts = [partOf()];
    const root = /<ds:Reference xmlns:ds="[^"]*" URI="">.*?<\/ds:Reference>/;
    refused(
      resigned((text) => swap(text, root, ''), parts),
      'MV-2109',
    );
    refused(
      resigned((text) => text.replace(root, (whole) => whole + whole), parts),
      'MV-2109',
    );
  });

  it('with references that are no parts of this message', () => {
    const extra = (uri: string) => (text: string) =>
      text.replace(/(<ds:Reference xmlns:ds="[^"]*" URI=")cid:[^"]*(">.*?<\/ds:Reference>)/, `$&$1${uri}$2`);
    refused(resigned(extra('#header')), 'MV-2109');
    refused(resigned(extra('http://example.com/x')), 'MV-2109');
    refused(resigned(extra(`cid:${CONTENT_ID}`)), 'MV-2109');
    refused(resigned(extra('cid:gone')), 'MV-2114');
    refused(
      resigned((text) =>
        swap(
          text,
          /(<ds:Reference[^>]*) URI="cid:[^"]*"/,
          '<ds:Reference xmlns:ds="http://www.w3.org/2000/09/xmldsig#"',
        ),
      ),
      'MV-2109',
      'MV-2115',
    );
  });

  it('with transforms that could leave anything out', () => {
    const C14N = 'http://www.w3.org/TR/2001/REC-xml-c14n-20010315';
    refused(
      resigned((text) => swap(text, /not\(ancestor-or-self.*?<\/ds:XPath>/, 'false()</ds:XPath>')),
      'MV-2110',
    );
    refused(
      resigned((text) =>
        swap(
          text,
          'xmlns:SOAP-ENV="http://schemas.xmlsoap.org/soap/envelope/"',
          'xmlns:SOAP-ENV="urn:other"',
        ),
      ),
      'MV-2110',
    );
    refused(
      resigned((text) =>
        swap(
          text,
          'http://www.w3.org/TR/1999/REC-xpath-19991116',
          'http://www.w3.org/TR/1999/REC-xslt-19991116',
        ),
      ),
      'MV-2110',
    );
    refused(
      resigned((text) => swap(text, /<ds:Transforms>.*?<\/ds:Transforms>/, '')),
      'MV-2110',
    );
    refused(
      resigned((text) =>
        swap(text, `<ds:Transform Algorithm="${C14N}"/></ds:Transforms>`, '</ds:Transforms>'),
      ),
      'MV-2110',
    );
    refused(
      resigned((text) =>
        swap(
          text,
          `<ds:CanonicalizationMethod Algorithm="${C14N}"`,
          `<ds:CanonicalizationMethod Algorithm="${C14N}#WithComments"`,
        ),
      ),
      'MV-2107',
    );
    refused(
      resigned((text) =>
        swap(
          text,
          `<ds:CanonicalizationMethod Algorithm="${C14N}"`,
          '<ds:CanonicalizationMethod Algorithm="http://www.w3.org/2001/10/xml-exc-c14n#"',
        ),
      ),
      'MV-2107',
    );
    refused(
      resigned((text) =>
        text.replace(
          /(URI="cid:[^"]*">)/,
          `$1<ds:Transforms><ds:Transform Algorithm="${C14N}"/></ds:Transforms>`,
        ),
      ),
      'MV-2110',
    );
  });

  it('with HMAC under the public key, the oldest trick of all', () => {
    const method = 'http://www.w3.org/2000/09/xmldsig#hmac-sha1';
    refused(
      resigned(
        (text) => swap(text, 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256', method),
        [partOf()],
        (bytes) =>
          createHmac('sha1', hospital().certificate.publicKey.export({ type: 'spki', format: 'der' }))
            .update(bytes)
            .digest(),
      ),
      'MV-2107',
    );
  });

  it('with SHA-1, until a switch lets it through', () => {
    const sha1 = resigned(
      (text) =>
        withDigests(
          swap(
            text,
            'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256',
            'http://www.w3.org/2000/09/xmldsig#rsa-sha1',
          ),
        ),
      [partOf()],
      (bytes) => sign('sha1', bytes, hospital().privateKey),
    );
    refused(sha1, 'MV-2108');
    expect(codes(judged(receive(sha1), { allowSha1: true }))).not.toContain('MV-2108');
  });

  it('with a value made by another key, or none', () => {
    refused(
      forged((text) => text.replace(/<ds:SignatureValue>....../, '<ds:SignatureValue>AAAAAA')),
      'MV-2126',
    );
    refused(
      resigned(
        (text) => text,
        [partOf()],
        (bytes) => sign('sha256', bytes, kommune().privateKey),
      ),
      'MV-2126',
    );
  });
});
