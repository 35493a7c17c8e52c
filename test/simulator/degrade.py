"""Layers of a report's pages -> scanned pages. Lengths in mm; ink 0..1, light 0..1."""
import numpy as np
from scipy import ndimage as nd
f32 = np.float32

def smooth(rng, shape, corr):
    """Noise of unit variance that changes over about `corr` pixels."""
    h, w = shape
    gh, gw = int(h / corr) + 4, int(w / corr) + 4
    g = rng.standard_normal((gh, gw)).astype(f32)
    z = nd.zoom(g, (np.ceil(h / (gh - 3)) , np.ceil(w / (gw - 3))), order=1)
    k = max(1, int(corr / 3))
    z = nd.uniform_filter(z, k) if k > 1 else z
    z = z[:h, :w]
    return ((z - z.mean()) / (z.std() + 1e-6)).astype(f32)

def noise_at(rng, shape, corr):
    """As smooth(), but over exactly the wished correlation length by coordinates."""
    h, w = shape
    g = rng.standard_normal((int(h / corr) + 3, int(w / corr) + 3)).astype(f32)
    y = np.arange(h, dtype=f32) / corr; x = np.arange(w, dtype=f32) / corr
    y0, x0 = y.astype(int), x.astype(int)
    fy, fx = (y - y0)[:, None], (x - x0)[None, :]
    fy, fx = fy * fy * (3 - 2 * fy), fx * fx * (3 - 2 * fx)
    a, b = g[y0][:, x0], g[y0][:, x0 + 1]
    c, d = g[y0 + 1][:, x0], g[y0 + 1][:, x0 + 1]
    out = (a * (1 - fx) + b * fx) * (1 - fy) + (c * (1 - fx) + d * fx) * fy
    return (out / (out.std() + 1e-6)).astype(f32)

class Scan:
    def __init__(self, plan):
        self.plan, self.kinds = plan, set(plan['kinds'])
        self.rng = np.random.default_rng([plan['seed'], plan['n'], 77])
        r = self.rng
        self.p = {  # one office, one scanner: the same for every page
            'inkText': r.uniform(.86, .96), 'inkRule': r.uniform(.75, .95), 'paper': r.uniform(.93, .99),
            'blur': r.uniform(.25, .5), 'noise': r.uniform(.005, .018), 'skew': r.uniform(-.35, .35),
            'faint': r.uniform(.2, .38), 'fadeAngle': r.uniform(0, 2 * np.pi), 'fadeAt': r.uniform(.05, .25), 'fadeLow': r.uniform(.0, .12),
            'broken': r.uniform(.12, .3), 'corr': r.uniform(.9, 2.2), 'stripes': [(r.uniform(.05, .95), r.uniform(.1, .3), r.choice(['dark', 'dark', 'light']), r.uniform(.3, .6)) for _ in range(r.integers(2, 6))],
            'tint': [(.99, .95, .80), (.98, .90, .90), (.87, .93, .98), (.90, .97, .88), (.93, .85, .72), (.97, .94, .88)][r.integers(6)],
            'bleed': r.uniform(.10, .2), 'seal': r.uniform(.5, .8), 'lowInk': r.uniform(.28, .42), 'lowPaper': r.uniform(.78, .86),
            'gutter': (r.uniform(.5, .75), r.uniform(5, 9), r.choice([-1, 1])), 'hole': (r.uniform(9, 12), r.uniform(2.6, 3.1), r.choice([0, 1, 2])),
            'edges': r.permutation(4)[:r.integers(1, 4)], 'turnAll': r.random() < .7, 'turnPage': r.integers(0, 20), 'turn': r.choice([1, 3]),
            'twoUp': r.choice(['A3', 'A4']), 'g4': r.random() < .7, 'threshold': r.uniform(.52, .64), 'screen': r.choice(['bayer', 'dots']),
            'key': r.choice([90, 180, 270]) if r.random() < .12 and not self.kinds & {'upsideDown', 'sideways'} else 0,
            'sloping': r.choice([-1, 1]) * r.uniform(.8, 2.0),
            'thin': r.uniform(-1, .6) + (plan['dpi'] >= 300) * -.8}

    # ---- print -------------------------------------------------------------------------------------------------------
    def printed(self, T, R, px, rng):
        """Text and rules as ink, after what printing and copying did to the rules."""
        k, p = self.kinds, self.p
        if 'faintRules' in k: R = R * p['faint']
        elif 'fadeRules' in k:
            h, w = R.shape
            y, x = np.arange(h, dtype=f32)[:, None] / h - .5, np.arange(w, dtype=f32)[None, :] / w - .5
            d = y * np.sin(p['fadeAngle']) + x * np.cos(p['fadeAngle'])
            m = 1 / (1 + np.exp((d - p['fadeAt'] + .08 * noise_at(rng, R.shape, 40 * px)) / .05))
            R = R * (p['fadeLow'] + (1 - p['fadeLow']) * m).astype(f32)
        elif 'fax' in k:
            line = R > .3
            # A threshold that spares the letters leaves of a rule its middle: the morphological skeleton, then one or two dots.
            left, middle, box = line, np.zeros_like(line), np.ones((3, 3), bool)
            for _ in range(6):
                if not left.any(): break
                less = nd.binary_erosion(left, box)
                middle |= left & ~nd.binary_dilation(less, box)
                left = less
            wide = noise_at(rng, R.shape, 6 * px) > p['thin']
            line = middle | (wide & line & nd.binary_dilation(middle, np.ones((2, 2))))
            n = noise_at(rng, R.shape, p['corr'] * px) + .8 * noise_at(rng, R.shape, 35 * px)
            s = np.sort(n[::7, ::7].ravel()); cut = s[int(p['broken'] * len(s))]
            R = (line & (n > cut)).astype(f32)
        elif 'photocopy' not in k and 'dither' not in k: R = R * p['inkRule']
        return np.maximum(T * p['inkText'], R) if 'fax' not in k else np.maximum(T, R)

    def photocopy(self, ink, px, rng):
        for _ in range(2):
            ink = nd.gaussian_filter(ink, .055 * px)
            ink = ink + .10 * noise_at(rng, ink.shape, .12 * px)
            ink = 1 / (1 + np.exp(-(ink - .40) * 9))
            spots = rng.random((ink.shape[0] // 3, ink.shape[1] // 3)) > .99994
            yy, xx = np.nonzero(spots)
            for y, x in zip(yy * 3, xx * 3):
                s = int(rng.integers(1, max(2, .3 * px)))
                ink[y:y + s, x:x + s] = np.maximum(ink[y:y + s, x:x + s], rng.uniform(.4, .9))
        return np.clip((ink - .03) / .95, 0, 1).astype(f32)

    # ---- geometry ----------------------------------------------------------------------------------------------------
    def warp(self, img, px, rng, page):
        """One resampling for skew, curl, gutter and perspective. Outside: the value `out` per channel."""
        k, p = self.kinds, self.p
        h, w = img.shape[:2]
        y, x = np.mgrid[0:h, 0:w].astype(f32)
        a = np.deg2rad(p['skew'] + rng.uniform(-.1, .1) + (p['sloping'] if 'skew' in k else 0))
        inside = None
        if 'phone' in k:
            quad = np.array([[0, 0], [w, 0], [w, h], [0, h]], float)
            move = np.array([[1, 1], [-1, 1], [-1, -1], [1, -1]]) * rng.uniform(.012, .05, (4, 2)) * [w, h]
            H = homography(quad + move, quad)
            d = H[2, 0] * x + H[2, 1] * y + H[2, 2]
            sx, sy = (H[0, 0] * x + H[0, 1] * y + H[0, 2]) / d, (H[1, 0] * x + H[1, 1] * y + H[1, 2]) / d
            inside = (sx > 0) & (sx < w) & (sy > 0) & (sy < h)
        else:
            c, s = np.cos(a), np.sin(a)
            sx, sy = c * (x - w / 2) + s * (y - h / 2) + w / 2, -s * (x - w / 2) + c * (y - h / 2) + h / 2
        if 'curl' in k or ('phone' in k and rng.random() < .5):
            A = rng.uniform(.5, 1.3) * px; f = rng.uniform(.6, 1.3); ph = rng.uniform(0, 6.28)
            sy += A * np.sin(2 * np.pi * f * x / w + ph) * (.4 + .6 * y / h)
            sx += .4 * A * np.sin(2 * np.pi * rng.uniform(.5, 1) * y / h + ph)
        if 'gutter' in k:
            side = p['gutter'][2] * (1 if page % 2 == 0 else -1)
            d = (x if side > 0 else w - x) / px
            bend = np.exp(-d / 9)
            sx += side * -2.0 * px * bend
            sy += 1.6 * px * bend * ((y / h) - .5) * 2
        out = np.empty_like(img)
        for c in range(1 if img.ndim == 2 else 3):
            src = img if img.ndim == 2 else img[..., c]
            dst = nd.map_coordinates(src, [sy, sx], order=1, mode='constant', cval=float(np.median(src[::50, ::50])), output=f32)
            if img.ndim == 2: out = dst
            else: out[..., c] = dst
        return out, inside

    # ---- light -------------------------------------------------------------------------------------------------------
    def light(self, img, px, rng, page, inside):
        k, p = self.kinds, self.p
        h, w = img.shape[:2]
        y, x = np.arange(h, dtype=f32)[:, None], np.arange(w, dtype=f32)[None, :]
        m = np.ones((h, w), f32)
        if 'light' in k or 'phone' in k:
            t = rng.uniform(0, 2 * np.pi); lo = rng.uniform(.58, .72)
            d = ((x / w - .5) * np.cos(t) + (y / h - .5) * np.sin(t)) / 1.2 + .5
            m *= lo + (1 - lo) * np.clip(d, 0, 1)
            if rng.random() < .6:  # the shadow of an arm or a lamp
                m *= 1 - .22 / (1 + np.exp((np.hypot(x / w - rng.uniform(-.1, 1.1), y / h - rng.uniform(-.1, 1.1)) - rng.uniform(.3, .5)) / .05))
        if 'gutter' in k:
            depth, wide, side = p['gutter']
            side = side * (1 if page % 2 == 0 else -1)
            d = (x if side > 0 else w - x) / px
            m = m * (1 - depth * np.exp(-(d / wide) ** 1.3))
        if 'crease' in k:
            for at, size, axis in [(rng.uniform(.32, .36), h, y), (rng.uniform(.64, .68), h, y)] if page % 2 else [(rng.uniform(.48, .52), h, y), (rng.uniform(.48, .52), w, x)]:
                d = (axis - at * size) / px + .3 * (noise_at(rng, (h, w), 15 * px) if axis is y else 0)
                m = m * (1 - .30 * np.exp(-(d / .25) ** 2) - .10 * np.exp(-np.clip(d, 0, None) / 4) * (d > 0))
        img = img * (m[..., None] if img.ndim == 3 else m)
        if 'stripes' in k:
            for at, wide, how, much in p['stripes']:
                d = np.abs(x - at * w - rng.uniform(-1, 1) * px) / px
                s = (d < wide / 2).astype(f32) * (1 + .3 * noise_at(rng, (h, 2), 20 * px)[:, :1]) * much
                s = np.clip(s, 0, 1)
                s = s[..., None] if img.ndim == 3 else s
                img = img * (1 - s) if how == 'dark' else img + (p['paper'] - img) * s * 1.2
        if 'punch' in k:
            dist, rad, how = p['hole']
            dist_px, rad_px = dist * px, rad * px
            left = page % 2 == 0 or how != 2
            for off in (-40, 40):
                cy, cx = h / 2 + off * px + rng.uniform(-1, 1) * px, dist_px if left else w - dist_px
                r = np.hypot(y - cy, x - cx)
                disc = np.clip(rad_px - r + .5, 0, 1); ring = np.exp(-((r - rad_px) / (.35 * px)) ** 2)
                disc, ring = (disc[..., None], ring[..., None]) if img.ndim == 3 else (disc, ring)
                img = img * (1 - disc) + disc * (.12 if how else .8) if how < 2 else img * (1 - .1 * disc)
                img = img * (1 - .35 * ring)
        if 'edges' in k:
            for e in p['edges']:
                n = rng.uniform(2, 6) * px; m2 = n * rng.uniform(.2, 1.2)
                along, size = (x / w, h) if e < 2 else (y / h, w)
                edge = n + (m2 - n) * along + .25 * px * (noise_at(rng, (h, w), 6 * px))
                d = (y if e == 0 else h - y) if e < 2 else (x if e == 2 else w - x)
                s = np.clip((edge - d) / (.3 * px) + .5, 0, 1)
                img = img * (1 - .93 * (s[..., None] if img.ndim == 3 else s))
        if inside is not None:
            desk = np.array([[.35, .24, .16], [.2, .2, .22], [.55, .52, .48]][rng.integers(3)], f32)
            tex = (1 + .08 * noise_at(rng, (h, w), 3 * px))[..., None]
            img = np.where(inside[..., None], img, desk * tex)
        return img

    # ---- a page ------------------------------------------------------------------------------------------------------
    def page(self, i, T, R, O, back, dpi):
        """Light of page i, gray or colour, before it is made an image; `back`: ink of the other side."""
        k, p, plan = self.kinds, self.p, self.plan
        rng = np.random.default_rng([plan['seed'], plan['n'], i])
        px = dpi / 25.4
        ink = self.printed(T, R, px, rng)
        if 'photocopy' in k: ink = self.photocopy(ink, px, rng)
        paper = p['paper']
        if 'bleed' in k and back is not None:
            b = nd.gaussian_filter(back[:, ::-1], .09 * px)
            if b.shape == ink.shape: ink = np.maximum(ink, 0) + (1 - ink) * p['bleed'] * b
        light = (1 - ink) * paper if 'fax' not in k and 'dither' not in k else 1 - ink
        if plan['colour']: light = np.repeat(light[..., None], 3, axis=2)
        if O is not None:
            if not plan['colour']: O = O @ np.array([.3, .59, .11], f32)
            mask = 1 - (O if O.ndim == 2 else O.min(axis=2))
            worn = np.clip(1.0 + .18 * noise_at(rng, ink.shape, .5 * px) + .15 * noise_at(rng, ink.shape, 8 * px), 0, 1.1) * p['seal']
            if 'greySeal' in k: worn = worn * .75
            if 'ticks' in k: worn = np.full_like(worn, .9)
            worn = worn[..., None] if plan['colour'] else worn
            light = light * (1 - (1 - O) * worn)
        if 'paper' in k: light = light * np.array(p['tint'], f32) * (1 + .012 * noise_at(rng, ink.shape, .6 * px))[..., None]
        light, inside = self.warp(light.astype(f32), px, rng, i)
        light = self.light(light, px, rng, i, inside)
        if 'lowContrast' in k: light = p['lowInk'] + (p['lowPaper'] - p['lowInk']) * np.clip(light, 0, 1) / paper
        blur = p['blur'] * dpi / 200 + (.35 * dpi / 200 if 'phone' in k else 0)
        light = nd.gaussian_filter(light, (blur, blur, 0) if light.ndim == 3 else blur)
        if plan['colour']: light = light * np.array([1, rng.uniform(.985, 1), rng.uniform(.95, 1)], f32)
        noise = p['noise'] * (1.6 if 'phone' in k else 1)
        light = light + noise * rng.standard_normal(light.shape, dtype=f32)
        return np.clip(light, 0, 1)

    def turned(self, a, i):
        k, p = self.kinds, self.p
        here = p['turnAll'] or i % 3 == p['turnPage'] % 3
        if 'upsideDown' in k and here: return a[::-1, ::-1]
        if 'sideways' in k and here: return np.rot90(a, p['turn'])
        return a

    def binary(self, a, i, dpi):
        rng = np.random.default_rng([self.plan['seed'], self.plan['n'], i, 5])
        if 'dither' in self.kinds:
            h, w = a.shape
            if self.p['screen'] == 'bayer':
                b = np.array([[0]])
                for _ in range(3): b = np.block([[4 * b, 4 * b + 2], [4 * b + 3, 4 * b + 1]])
                t = np.tile((b + .5) / 64, (h // 8 + 1, w // 8 + 1))[:h, :w]
            else:
                y, x = np.arange(h)[:, None], np.arange(w)[None, :]
                f = 2 * np.pi / (dpi / 60)
                t = .5 + .25 * (np.cos((x + y) * f * .7071) + np.cos((x - y) * f * .7071))
            return np.clip((a - .3) / .62, 0, 1) < np.clip(t, .02, .97)
        t = self.p['threshold'] + .05 * noise_at(rng, a.shape, 1.2)
        black = a < t
        specks = rng.random(a.shape) > 1 - (3e-5 if 'fax' in self.kinds else 5e-6)
        black |= nd.binary_dilation(specks, np.ones((2, 2)))
        return black

def homography(src, dst):
    A, b = [], []
    for (x, y), (u, v) in zip(src, dst):
        A.append([x, y, 1, 0, 0, 0, -u * x, -u * y]); b.append(u)
        A.append([0, 0, 0, x, y, 1, -v * x, -v * y]); b.append(v)
    return np.append(np.linalg.solve(np.array(A), np.array(b)), 1).reshape(3, 3)
