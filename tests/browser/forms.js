// The forms of this page, as somebody would send them who touches nothing.
() => [...document.forms].map((form) => ({
  action: form.getAttribute("action") || location.pathname + location.search,
  method: form.method,
  fields: [...form.elements].filter((each) => each.name).map((each) => ({
    name: each.name,
    type: each.type,
    value: each.value,
    isOn: each.checked ?? true,
    most: each.maxLength > 0 ? each.maxLength : 20_000,
  })),
}))
