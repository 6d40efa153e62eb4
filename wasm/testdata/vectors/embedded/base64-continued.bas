k = "MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQCZCsSf4jCK5KH3" & _
  "pGgflylX2DqXShCYuExS+sadydA1GgfDC5AW5hgdxEdu1VAJ/iEndH9dtyaipL5g" & _
  "2aZiFGL23bM6k6I5hEatfwhVMPGFJlYypxYh1vBPwGykjQXbwefCWNH+d1gNeBUq" & _
  "chMou38V1c9ioW8taATANSh1ct16SdYtx3pWWA4MwV1LHA79NJHFKOvtajOOQgoK" & _
  "85OAhB8Exrbnb+qgobluRhf7FOyFkp0CYNfXqVuT1eWjFEBFarACsXPyHrxf23gU" & _
  "+Fu9gGIA9dLWxvbieERfy5AHHU6XJv9f+TZOvxAFkG/H5f69Fi9uS72xLqz3NBC4" & _
  "uxzjMsyhAgMBAAECggEAAylmOeMec30hFTyW19m7rXxarAXYQU5z6bYzeJ6q6/Ds" & _
  "aoC0dquk4YcMvn7+zQEMemwhRjxumnc2tWmjssSm7YCTp4T1qdRoMSUF5RwqbjC2" & _
  "QMxDxFnUW8JvACiHb6SCMyk6d+RLa/ZQUiDakVmryMXCt7/76/NJX1btzbzcc153" & _
  "U5alA+5XtsPf2r1IRfLTW9FLwHrCw0H4gLHn5i0Yb+V54sm/01yx7LJGLf7TqjKF" & _
  "2Z9LwtmgBUEMOzeB1ZVjGFRlvgUZziJRIZ6TBvwI7oeL4aEh84+gWzHCuQfgIWk5" & _
  "iMoBUJj95z78UzbxtHPu+IDk3BeGWiCGdGJ/ToubAQKBgQDPuKnkISHFtgPh1vBX" & _
  "Mlm3cS8URCibmUPuS/N8WkfLNrdMik7OsAk+DKWn0ZzGmdtXoBYx1Bj/oBBkzx4E" & _
  "ATjCzrQvaQHDERyhY9PmvsBbyr2HBefdCmThmv07LbiUPu3wB7r4THJ7qrU+y2Kp" & _
  "YRkx2U17p7nV94jN4mqL6h5iIQKBgQC8nLWS+q8KaDygYp6mxGVOayfz2kW4JOE5" & _
  "h7BLIV4vt1cI2BNSBMypHI1OOwdbOXNb/6XdhCWQ+d5AaJ1rCMVTlVelMZyKRjnF" & _
  "oLyH5E2HlpI4PJibVni5RT0lm3au+CnBQ76MLGHHm/Se6MY8LB0NwpYsM3orEwaC" & _
  "5IExrmwagQKBgQDKU6mPnsIBjU/su2pw1IdUyfc8e0M+hCQJyYsJ9fn2M36JHDK0" & _
  "2fy2pqT4eJCHVbezeygDMv+ChgtR1ff7mKEMB0C06UghE9raTJ1LJUPCZREEorj8" & _
  "sbIfmdLMwLUIGN+0LCNu1S+xy04tMvgP2Zcr2ejB6FZ31ls3hzGWxN0BYQKBgCHr" & _
  "ZNQb9SLAADcvxSxkoXtq1fKKzIMDTuXTuyanx5J5PFPA2Cil6FB5bAgnoXkMaeyf" & _
  "myqtOzxJU2jt53F6UFJpxytUMrzDSFx8PauKqU67C2zFqQQ2lttq0kZTIRLyWkAB" & _
  "eOEokiUdrO5vGkdz/32cAvnMACqC72bWxU0z+wkBAoGAaG/dyNGhQZL8wb2hM/BV" & _
  "Iwx8xbfKsWMYvK8KU8Hc5cPu5pGYswAPhDtlSCWPkbAUANt7i3gilEmg9pHvqLR8" & _
  "B5NiK8DR34ythlx6kbDmNytvvawasqMcStcN3xbWtLyUIwLFueh2S1R5zzK6M+Xc" & _
  "FFhwjjDjjPsWucVW2YwbEk8="
