"""PNM in and out, and a PDF of page images."""
import subprocess, zlib, struct, os
import numpy as np

def read_pnm(path):
    data = open(path, 'rb').read()
    parts, at = [], 0
    while len(parts) < 4:
        end = at
        while data[end:end+1] not in (b' ', b'\n', b'\t'): end += 1
        parts.append(data[at:end]); at = end + 1
    kind, w, h = parts[0], int(parts[1]), int(parts[2])
    a = np.frombuffer(data, np.uint8, offset=at)
    return a[:w*h*3].reshape(h, w, 3) if kind == b'P6' else a[:w*h].reshape(h, w)

def write_pnm(path, a):
    h, w = a.shape[:2]
    with open(path, 'wb') as f:
        f.write(b'%s\n%d %d\n255\n' % (b'P6' if a.ndim == 3 else b'P5', w, h))
        f.write(np.ascontiguousarray(a, np.uint8).tobytes())

ENV = {**os.environ, 'MAGICK_THREAD_LIMIT': '1', 'OMP_NUM_THREADS': '1'}

def jpeg(a, quality, tmp):
    write_pnm(tmp + '.pnm', a)
    subprocess.run(['convert', tmp + '.pnm', '-quality', str(quality), tmp + '.jpg'], check=True, env=ENV)
    data = open(tmp + '.jpg', 'rb').read()
    os.remove(tmp + '.pnm'); os.remove(tmp + '.jpg')
    space = 'DeviceRGB' if a.ndim == 3 else 'DeviceGray'
    return {'data': data, 'w': a.shape[1], 'h': a.shape[0], 'dict': f'/ColorSpace /{space} /BitsPerComponent 8 /Filter /DCTDecode'}

def bits(black, g4, tmp):
    """`black`: boolean array. CCITT G4 through a TIFF of one strip, or deflated."""
    h, w = black.shape
    packed = np.packbits(black, axis=1).tobytes()
    if not g4:
        inverted = np.packbits(~black, axis=1).tobytes()
        return {'data': zlib.compress(inverted, 9), 'w': w, 'h': h, 'dict': '/ColorSpace /DeviceGray /BitsPerComponent 1 /Filter /FlateDecode'}
    with open(tmp + '.pbm', 'wb') as f:
        f.write(b'P4\n%d %d\n' % (w, h)); f.write(packed)
    subprocess.run(['convert', tmp + '.pbm', '-compress', 'Group4', '-define', f'tiff:rows-per-strip={h}', tmp + '.tif'], check=True, env=ENV)
    data = open(tmp + '.tif', 'rb').read()
    os.remove(tmp + '.pbm'); os.remove(tmp + '.tif')
    e = '<' if data[:2] == b'II' else '>'
    at = struct.unpack(e + 'I', data[4:8])[0]
    tags = {}
    for i in range(struct.unpack(e + 'H', data[at:at+2])[0]):
        o = at + 2 + 12 * i
        tag, typ, n = struct.unpack(e + 'HHI', data[o:o+8])
        tags[tag] = (n, struct.unpack(e + ('H' if typ == 3 else 'I'), data[o+8:o+8+(2 if typ == 3 else 4)])[0])
    assert tags[273][0] == 1 and tags[259][1] == 4 and tags.get(266, (1, 1))[1] == 1, tags
    body = data[tags[273][1]:tags[273][1] + tags[279][1]]
    # PhotometricInterpretation 0: 0 is white, and CCITT decodes black as 0 unless BlackIs1.
    is1 = 'true' if tags[262][1] == 1 else 'false'
    return {'data': body, 'w': w, 'h': h, 'dict': f'/ColorSpace /DeviceGray /BitsPerComponent 1 /Filter /CCITTFaxDecode /DecodeParms << /K -1 /Columns {w} /Rows {h} /BlackIs1 {is1} >>'}

def write_pdf(path, pages):
    """`pages`: images with `dpi` and `rotate`."""
    out, offsets = bytearray(b'%PDF-1.4\n%\xe2\xe3\xcf\xd3\n'), []
    def add(body):
        offsets.append(len(out)); out.extend(b'%d 0 obj\n' % len(offsets) + body + b'\nendobj\n')
    add(b'<< /Type /Catalog /Pages 2 0 R >>')
    kids = ' '.join(f'{3 + 3 * i} 0 R' for i in range(len(pages)))
    add(f'<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>'.encode())
    for i, p in enumerate(pages):
        n = 3 + 3 * i
        w, h = p['w'] * 72 / p['dpi'], p['h'] * 72 / p['dpi']
        add(f'<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {w:.2f} {h:.2f}] /Rotate {p["rotate"]} /Contents {n+1} 0 R /Resources << /XObject << /Im0 {n+2} 0 R >> >> >>'.encode())
        c = f'q {w:.2f} 0 0 {h:.2f} 0 0 cm /Im0 Do Q'.encode()
        add(b'<< /Length %d >>\nstream\n%s\nendstream' % (len(c), c))
        add(f'<< /Type /XObject /Subtype /Image /Width {p["w"]} /Height {p["h"]} {p["dict"]} /Length {len(p["data"])} >>\nstream\n'.encode() + p['data'] + b'\nendstream')
    start = len(out)
    out += b'xref\n0 %d\n0000000000 65535 f \n' % (len(offsets) + 1)
    for o in offsets: out += b'%010d 00000 n \n' % o
    out += b'trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n' % (len(offsets) + 1, start)
    open(path, 'wb').write(bytes(out))
