// Runs before every expression. Built-in functions that could fill the memory, or run on, within one call look at their
// arguments first; objects whose use has no such bound are taken away.
(function (maxText, maxItems) {
  'use strict';
  for (const name of ['ArrayBuffer', 'SharedArrayBuffer', 'DataView', 'Atomics', 'BigInt', 'BigInt64Array', 'BigUint64Array', 'Int8Array',
    'Uint8Array', 'Uint8ClampedArray', 'Int16Array', 'Uint16Array', 'Int32Array', 'Uint32Array', 'Float16Array', 'Float32Array', 'Float64Array',
    'ShadowRealm', 'WeakRef', 'FinalizationRegistry', 'WebAssembly', 'eval', 'Function', 'importNamespace', 'System', 'clr', 'host']) {
    delete globalThis[name];
  }

  const tooLong = () => { throw new RangeError('The text would be longer than ' + maxText + ' characters.'); };
  const tooMany = () => { throw new RangeError('The list would have more than ' + maxItems + ' items.'); };
  const apply = Reflect.apply;
  const replace = (owner, name, make) => {
    const native = owner[name];
    if (typeof native === 'function') {
      Object.defineProperty(owner, name, { value: make(native), writable: false, enumerable: false, configurable: false });
    }
  };

  replace(String.prototype, 'repeat', native => function (count) {
    if (String(this).length * Number(count) > maxText) { tooLong(); }
    return apply(native, String(this), [Number(count)]);
  });
  for (const name of ['padStart', 'padEnd']) {
    replace(String.prototype, name, native => function (length, fill) {
      const wanted = Number(length);
      if (wanted > maxText) { tooLong(); }
      return apply(native, String(this), fill === undefined ? [wanted] : [wanted, String(fill)]);
    });
  }
  for (const name of ['replace', 'replaceAll']) {
    replace(String.prototype, name, native => function (pattern, replacement) {
      const text = String(this);
      if (typeof replacement === 'function') { return apply(native, text, [pattern, replacement]); }
      const by = String(replacement);
      const around = by.includes('$`') || by.includes("$'");
      if ((text.length + 1) * Math.max(1, by.length) * (around ? text.length + 1 : 1) > maxText * 4) { tooLong(); }
      return apply(native, text, [pattern, by]);
    });
  }
  Object.defineProperty(Array.prototype, 'join', {
    value: function (separator) {
      const between = separator === undefined ? ',' : String(separator);
      const length = Math.min(Number(this.length) || 0, maxItems + 1);
      if (length > maxItems) { tooMany(); }
      let text = '';
      for (let i = 0; i < length; i++) {
        if (i > 0) { text += between; }
        const item = this[i];
        if (item !== undefined && item !== null) { text += String(item); }
        if (text.length > maxText) { tooLong(); }
      }
      return text;
    }, writable: false, enumerable: false, configurable: false
  });
  replace(Array.prototype, 'flat', () => function (depth) {
    const result = [];
    const into = (list, left) => {
      for (let i = 0; i < list.length; i++) {
        const item = list[i];
        if (left > 0 && Array.isArray(item)) { into(item, left - 1); } else if (i in list) { result.push(item); }
        if (result.length > maxItems) { tooMany(); }
      }
    };
    into(this, depth === undefined ? 1 : Number(depth));
    return result;
  });
  for (const name of Object.getOwnPropertyNames(Array.prototype)) {
    if (['constructor', 'join', 'flat', 'toString', 'length'].includes(name)) { continue; }
    replace(Array.prototype, name, native => function (...args) {
      if (!Array.isArray(this) && Number(this?.length) > maxItems) { tooMany(); }
      return apply(native, this, args);
    });
  }
  replace(Array, 'from', native => function (source, ...rest) {
    if (Number(source?.length) > maxItems) { tooMany(); }
    return apply(native, this, [source, ...rest]);
  });

  replace(JSON, 'stringify', native => function (value, replacer, indent) {
    let items = 0;
    let length = 0;
    const copy = (part, key) => {
      if (++items > maxItems) { tooMany(); }
      if (part !== null && typeof part === 'object' && typeof part.toJSON === 'function') { part = part.toJSON(key); }
      if (part instanceof String || part instanceof Number || part instanceof Boolean) { part = part.valueOf(); }
      if (typeof part === 'string' && (length += part.length) > maxText) { tooLong(); }
      if (part === null || typeof part !== 'object') { return part; }
      if (Array.isArray(part)) {
        const list = [];
        for (let i = 0; i < part.length; i++) { list[i] = copy(part[i], String(i)); }
        return list;
      }
      const members = Object.create(null);
      for (const name of Object.keys(part)) { members[name] = copy(part[name], name); }
      return members;
    };
    return native(copy(value, ''), replacer, indent);
  });
})
